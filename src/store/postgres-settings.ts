const mb = 1024 ** 2
/** PostgreSQL's own default is 128 MB, for machines that do something else (docs, "Resource Consumption"). */
const leastCache = 64 * mb
const mostCache = 1024 * mb

/**
 * Settings of the embedded server, for a machine with so much memory, bytes. It shares the machine with our own
 * processes and with browsers, so it takes an eighth of it as cache (PostgreSQL advises a quarter to a server
 * that has the machine alone), and counts on half for what the system caches of its files.
 */
export function settingsFor(memory: number): Record<string, string> {
  const cache = Math.min(Math.max(memory / 8, leastCache), mostCache)
  return {
    shared_buffers: megabytes(cache),
    effective_cache_size: megabytes(memory / 2),
    // The default, 4, is for turning disks: there a batch of 100 contacts is read by reading all of them.
    random_page_cost: '1.1',
    max_connections: '100',
    jit: 'off',
    timezone: 'UTC',
    log_min_messages: 'warning',
  }
}

/** Memory that this process may use, bytes: the machine's, or its container's where that is less. */
export function memoryOf(machine: number, container: number | undefined): number {
  // Without a limit Node says 0, nothing, or a number beyond any machine.
  return container ? Math.min(machine, container) : machine
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / mb)}MB`
}
