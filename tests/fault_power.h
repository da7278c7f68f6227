/* SPDX-License-Identifier: MIT */
/* Power that fails: a disk that keeps what was synced, and of the rest what it likes, in any order.
 */
#ifndef FAULT_POWER_H
#define FAULT_POWER_H

#include <stdint.h>

/* Puts the shim between SQLite and the system, as its default; again is harmless. */
void power_install(void);
/* Takes the files for safe as they are on the disk; connections are closed before. The power is on.
 */
void power_new(void);
/* From now on the power holds for so many writes, syncs, truncations and removals; below 0: for
 * all. */
void power_on(long operations);
/* How many there were. */
long power_used(void);
/* Lets the files be what a disk would have of them: all that was synced, and sectors and lengths of
 * the rest by chance, or with seed 0 the worst: no write, no new file and no removal that was not
 * synced. Connections are closed before. Then the power is on. */
void power_lost(uint32_t seed);

#endif
