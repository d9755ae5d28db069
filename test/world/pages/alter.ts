import type { Behaviour } from '../behaviour.ts'
import type { Article, Form, Page, PrintedPhone, TelegramCard, VkPage } from './model.ts'

/** The page with its content changed as the behaviour says; what has no such content stays as it is. */
export function alter(page: Page, behaviour: Behaviour): Page {
  switch (page.type) {
    case 'article':
      return alterArticle(page, behaviour)
    case 'telegram':
      return alterCard(page, behaviour)
    case 'vk':
      return alterVk(page, behaviour)
    case 'moved':
      return page
  }
}

function alterArticle(page: Article, behaviour: Behaviour): Article {
  const phones = page.phones ?? []
  switch (behaviour.is) {
    case 'no-form':
      return { ...page, form: null }
    case 'form-changed':
      return page.form ? { ...page, form: anotherForm } : page
    case 'phone-removed': {
      const kept = phones.filter(({ e164 }) => behaviour.phone !== undefined && e164 !== behaviour.phone)
      return { ...page, phones: kept }
    }
    case 'phone-replaced':
      return { ...page, phones: phones.map((phone) => replace(phone, behaviour.phone, behaviour.by)) }
    case 'email-removed':
      return { ...page, emails: [] }
    case 'discontinued-notice':
      return {
        ...page,
        notice: 'Телефонная линия больше не работает: обращения принимаем только в чате приложения.',
      }
    default:
      return page
  }
}

function replace(phone: PrintedPhone, old: string, by: string): PrintedPhone {
  return phone.e164 === old ? { e164: by, printed: by, href: `tel:${by}`, label: phone.label } : phone
}

/** A mail list where a request for help was. */
const anotherForm: Form = {
  action: '/newsletter/subscribe',
  heading: 'Подписка на рассылку',
  fields: [{ name: 'subscriber', label: 'Почта', type: 'email', required: true }],
  submit: 'Подписаться',
}

function alterCard(card: TelegramCard, behaviour: Behaviour): TelegramCard {
  switch (behaviour.is) {
    case 'card-missing':
      return { ...card, kind: 'missing' }
    case 'card-title':
      return { ...card, title: behaviour.title, description: '' }
    case 'card-kind':
      return { ...card, kind: behaviour.kind, title: card.title || card.name }
    case 'card-restricted':
      return { ...card, restricted: true }
    case 'card-silent':
      return { ...card, lastPostDays: behaviour.days }
    default:
      return card
  }
}

function alterVk(page: VkPage, behaviour: Behaviour): VkPage {
  switch (behaviour.is) {
    case 'card-missing':
      return { ...page, state: 'deleted' }
    case 'card-restricted':
      return { ...page, state: 'banned' }
    case 'card-title':
      return { ...page, title: behaviour.title }
    default:
      return page
  }
}
