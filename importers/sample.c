/* SPDX-License-Identifier: MIT */
/* Ids or numbers: some releases put the nutrient's number (304) where others have its id (1090).
 * The two overlap nowhere by intention and somewhere by chance, so the file's own values decide,
 * before a row of it is stored. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "import_internal.h"

#define SAMPLE_BYTES                                                                               \
  ((size_t)256 * 1024) /* where it is settled by then; else the file is read on */

struct sample {
  const struct nutri__keys *ids;
  const struct nutri__keys *codes;
  const struct nutri__column *column;
  struct nutri__keys distinct; /* the column's texts */
  char first[80];
  size_t place; /* of the column in the file */
  bool has_header;
  bool has_column;
  size_t is_id; /* of the distinct values */
  size_t is_code;
  size_t settles; /* those that are one and not the other */
};

static int look_at(struct sample *sample, const struct nutri__field *field) {
  size_t before = sample->distinct.count;
  int64_t key = nutri__keys_of_text(field->text, field->length);
  uint32_t number;
  int64_t id;
  bool is_id;
  bool is_code;

  if (nutri__keys_add(&sample->distinct, key, &number) != NUTRI_OK)
    return NUTRI_ENOMEM;
  if (sample->distinct.count == before)
    return NUTRI_OK;
  if (before == 0)
    nutri__quote(field->text, sample->first);
  is_id = nutri__whole_read(field->text, field->length, &id) == NUTRI__NUMBER_OK &&
          nutri__keys_find(sample->ids, id) != NUTRI__NO_KEY;
  is_code = nutri__keys_find(sample->codes, key) != NUTRI__NO_KEY;
  sample->is_id += is_id;
  sample->is_code += is_code;
  sample->settles += is_id != is_code;
  return NUTRI_OK;
}

static int sample_row(void *user, const struct nutri__field *fields, size_t count, int64_t line) {
  struct sample *sample = user;

  (void)line;
  if (sample->has_header)
    return sample->has_column && sample->place < count && fields[sample->place].length > 0
               ? look_at(sample, &fields[sample->place])
               : NUTRI_OK;
  sample->has_header = true;
  for (size_t i = 0; i < count; i++)
    for (int j = 0; j < NUTRI__SPELLINGS && sample->column->name[j] != NULL; j++)
      if (strcasecmp(fields[i].text, sample->column->name[j]) == 0) {
        sample->place = i;
        sample->has_column = true;
      }
  return NUTRI_OK;
}

/* Reads until the values seen are of one kind alone, or to the end. What is wrong with the file
 * itself is left for the reading proper to say. */
static int read_sample(struct sample *sample, const struct nutri__dialect *dialect,
                       const struct nutri__input *input, char *message, size_t size) {
  struct nutri__stream *stream = NULL;
  struct nutri__reader *reader = NULL;
  char *block = sqlite3_malloc64(SAMPLE_BYTES);
  size_t got = SAMPLE_BYTES;
  int rc = block != NULL ? nutri__reader_new(dialect, sample_row, sample, &reader) : NUTRI_ENOMEM;

  if (rc == NUTRI_OK)
    rc = nutri__stream_open(input->package, input->member, &stream, message, size);
  while (rc == NUTRI_OK && sample->settles == 0 && got == SAMPLE_BYTES) {
    rc = nutri__stream_read(stream, block, SAMPLE_BYTES, &got, message, size);
    if (rc == NUTRI_OK)
      rc = nutri__reader_block(reader, block, got);
  }
  if (rc == NUTRI_EFORMAT && nutri__reader_message(reader)[0] != '\0')
    rc = NUTRI_OK;
  nutri__stream_close(stream);
  nutri__reader_free(reader);
  sqlite3_free(block);
  return rc;
}

int nutri__sample_codes(const struct nutri__shelf *shelf, const struct nutri__table *table,
                        const struct nutri__dialect *dialect, const struct nutri__input *input,
                        bool *by_code, char *message, size_t size) {
  struct sample sample = {0};
  int rc;

  *by_code = false;
  for (int i = 0; i < NUTRI__COLUMNS_MAX && table->column[i].type != 0; i++)
    if (table->column[i].codes != 0)
      sample.column = &table->column[i];
  if (sample.column == NULL)
    return NUTRI_OK;
  sample.ids = &shelf->set[sample.column->set];
  sample.codes = &shelf->set[sample.column->codes];
  rc = read_sample(&sample, dialect, input, message, size);
  *by_code = sample.is_code > sample.is_id;
  if (rc == NUTRI_OK && 2 * sample.is_id < sample.distinct.count &&
      2 * sample.is_code < sample.distinct.count) {
    snprintf(message, size,
             "has neither ids nor numbers of known nutrients in %s: of %zu different values, the"
             " first '%s', %zu are ids and %zu are numbers",
             sample.column->name[0], sample.distinct.count, sample.first, sample.is_id,
             sample.is_code);
    rc = NUTRI_EFORMAT;
  }
  nutri__keys_free(&sample.distinct);
  return rc;
}
