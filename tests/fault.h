/* SPDX-License-Identifier: MIT */
/* Faults on purpose: memory that is refused, files that cannot be read, written or locked. */
#ifndef FAULT_H
#define FAULT_H

#include <stdbool.h>

/* Puts the shims between SQLite and the system; before any connection is open. Again is harmless.
 */
void fault_install(void);

/* Refuses the allocation number nth (from 0) that SQLite or we ask for, and all after it where
 * from_then_on. Counts from now; nth below 0 refuses nothing. */
void fault_memory(long nth, bool from_then_on);
/* How many allocations there were since, and whether one was refused. Refuses no more. */
long fault_memory_end(bool *hit);

/* What is asked of a file. */
enum fault_io {
  FAULT_OPEN = 0x01,
  FAULT_READ = 0x02,
  FAULT_WRITE = 0x04,
  FAULT_TRUNCATE = 0x08,
  FAULT_SYNC = 0x10,
  FAULT_LOCK = 0x20,
  FAULT_OTHER = 0x40, /* sizes, removing, memory that is shared */
  FAULT_ANY = 0x7f
};

/* Likewise for the file operation number nth of these kinds. A write fails for a full disk where
 * full, else, as the others, with SQLite's code of an input or output error. */
void fault_io(unsigned kinds, bool full, long nth, bool from_then_on);
long fault_io_end(bool *hit);

#endif
