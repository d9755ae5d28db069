import type { CheckLine } from '../check-line.ts'
import { writeGithub } from './github.ts'
import { writeJunit } from './junit.ts'
import { writeMarkdown } from './markdown.ts'
import { writeSarif } from './sarif.ts'

/** Where an article gives a contact. */
export interface ReportPlace {
  file: string
  /** From 1. */
  line: number
  sentence: string
}

/** One checked target and where it stands; no places for those of the command line. */
export interface ReportLine extends CheckLine {
  places: readonly ReportPlace[]
}

/** Formats that are written as they come, and those that need all results first. */
export const formats = ['text', 'json', 'junit', 'sarif', 'markdown', 'github'] as const
export type ReportFormat = (typeof formats)[number]

/** A report of all results; null for the formats that are written line by line. */
export function writeReport(format: ReportFormat, lines: readonly ReportLine[]): string | null {
  switch (format) {
    case 'text':
    case 'json':
      return null
    case 'junit':
      return writeJunit(lines)
    case 'sarif':
      return writeSarif(lines)
    case 'markdown':
      return writeMarkdown(lines)
    case 'github':
      return writeGithub(lines)
  }
}
