/* SPDX-License-Identifier: MIT */
/* What the tests of a diary's import share: an import as the driver does it. Each case is a folder
 * of tests/data/diary. */
#ifndef SUPPORT_DIARY_H
#define SUPPORT_DIARY_H

#include "support_import.h"

#ifndef NUTRI_NO_IMPORTERS

#include "diary_internal.h"

extern struct nutri__diary_counts counts; /* of the last import */
extern char ignored[1000];                /* its ignored columns */
extern char diary_said[600];              /* why it failed */
extern int64_t heap_room; /* bytes that SQLite, and we, may use beyond those in use; 0 = all */

/* Imports a file's text in a transaction of its own; an error leaves nothing, and its sentence in
 * diary_said. person: whose diary it is; NULL = as the file says. */
int import_text(const char *text, size_t length, const char *person);
int import_string(const char *text);
int import_case(const char *name, const char *person);
/* A file of a case; free() it. NULL where there is none. */
char *case_file(const char *name, const char *file, size_t *size);
/* A boy, born 2010-01-31, who calls whole milk "my milk". */
void add_ben(void);

#endif
#endif
