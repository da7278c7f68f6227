/* SPDX-License-Identifier: MIT */
/* The sets an import keeps of what it has seen. */
#include "support.h"

#ifndef NUTRI_NO_IMPORTERS

#include "import_internal.h"

START_TEST(keys_are_numbered) {
  struct nutri__keys keys = {0};
  uint32_t number = 0;

  ck_assert_uint_eq(nutri__keys_find(&keys, 1), NUTRI__NO_KEY);
  for (int64_t i = 0; i < 20000; i++) {
    ck_assert_int_eq(nutri__keys_add(&keys, (i * 7919 - 5) * (1 + i % 3 * 65536), &number),
                     NUTRI_OK);
    ck_assert_int_eq(number, i);
  }
  for (int64_t i = 0; i < 20000; i++) {
    int64_t key = (i * 7919 - 5) * (1 + i % 3 * 65536);

    ck_assert_int_eq(nutri__keys_find(&keys, key), i);
    ck_assert_int_eq(nutri__keys_add(&keys, key, &number), NUTRI_OK);
    ck_assert_int_eq(number, i);
  }
  ck_assert_uint_eq(keys.count, 20000);
  ck_assert_uint_eq(nutri__keys_find(&keys, INT64_MIN), NUTRI__NO_KEY);
  nutri__keys_free(&keys);
}
END_TEST

START_TEST(texts_as_keys) {
  ck_assert_int_eq(nutri__keys_of_text("MG", 2), nutri__keys_of_text("mg", 2));
  ck_assert_int_ne(nutri__keys_of_text("mg", 2), nutri__keys_of_text("\xc2\xb5g", 3));
  ck_assert_int_ne(nutri__keys_of_text("", 0), nutri__keys_of_text("g", 1));
}
END_TEST

/* Every pair of 3,000 foods and 200 nutrients of which the sum is even. */
START_TEST(pairs) {
  struct nutri__pairs set = {.rows = 0};

  for (uint32_t food = 0; food < 3000; food++)
    for (int64_t nutrient = food % 2; nutrient < 200; nutrient += 2)
      ck_assert_int_eq(nutri__pairs_add(&set, food, 1000 + nutrient), NUTRI_OK);
  for (uint32_t food = 0; food < 3100; food++)
    for (int64_t nutrient = 0; nutrient < 210; nutrient++)
      ck_assert_int_eq(nutri__pairs_has(&set, food, 1000 + nutrient),
                       food < 3000 && nutrient < 200 && (food + nutrient) % 2 == 0);
  ck_assert_int_eq(nutri__pairs_add(&set, 4, 1004), NUTRI_EEXISTS);
  nutri__pairs_free(&set);
}
END_TEST

START_TEST(too_many_second_keys) {
  struct nutri__pairs set = {.rows = 0};
  int64_t i = 0;

  while (nutri__pairs_add(&set, 0, i) == NUTRI_OK)
    i++;
  ck_assert_int_eq(i, NUTRI__PLANES * 64);
  ck_assert_int_eq(nutri__pairs_add(&set, 0, i), NUTRI_EINVAL);
  ck_assert_int_eq(nutri__pairs_add(&set, 1, 0), NUTRI_OK);
  nutri__pairs_free(&set);
}
END_TEST

START_TEST(texts_by_key) {
  struct nutri__map map = {.size = 0};
  char text[40];
  size_t length = 0;

  ck_assert_ptr_null(nutri__map_find(&map, 1, &length));
  for (int i = 0; i < 5000; i++)
    ck_assert_int_eq(
        nutri__map_add(&map, i * 3, text, (size_t)snprintf(text, sizeof text, "key %d", i)),
        NUTRI_OK);
  ck_assert_int_eq(nutri__map_add(&map, 9, "other", 5), NUTRI_EEXISTS);
  for (int i = 0; i < 5000; i++) {
    const char *found = nutri__map_find(&map, i * 3, &length);

    snprintf(text, sizeof text, "key %d", i);
    ck_assert_ptr_nonnull(found);
    ck_assert_uint_eq(length, strlen(text));
    ck_assert_int_eq(memcmp(found, text, length), 0);
  }
  ck_assert_ptr_null(nutri__map_find(&map, 1, &length));
  nutri__map_free(&map);
}
END_TEST

TESTS("keys") {
  tcase_add_test(tc, keys_are_numbered);
  tcase_add_test(tc, texts_as_keys);
  tcase_add_test(tc, pairs);
  tcase_add_test(tc, too_many_second_keys);
  tcase_add_test(tc, texts_by_key);
}

#else

TESTS("keys") { (void)tc; }

#endif
