/* SPDX-License-Identifier: MIT */
/* The language of mapping files: what is read, what is refused and how that is said; and what a
 * mapping makes of cells, names and rows. */
#include "support.h"

#ifndef NUTRI_NO_IMPORTERS

#include "mapping.h"

#define PLAIN "source = S\nkey = Code\nname = Name\nnutrient Mg = 304\n"

static struct nutri__mapping *parse(const char *text) {
  struct nutri__mapping *mapping = NULL;
  char message[500] = "";

  ck_assert_msg(nutri__mapping_parse("t.map", text, strlen(text), &mapping, message,
                                     sizeof message) == NUTRI_OK,
                "%s", message);
  ck_assert_str_eq(message, "");
  return mapping;
}

static const char *column(const struct nutri__mapping *m, int number) {
  ck_assert(number >= 0 && (size_t)number < m->columns);
  return m->column[number].names.text[0];
}

START_TEST(least) {
  struct nutri__mapping *m = parse(PLAIN);

  ck_assert_str_eq(m->name, "t.map");
  ck_assert_str_eq(m->source, "S");
  ck_assert_str_eq(m->title, "S");
  ck_assert_ptr_null(m->release);
  ck_assert_int_eq(m->rank, 80);
  ck_assert_int_eq(m->table, NUTRI__MAPPING_FOODS);
  ck_assert_uint_eq(m->delimiters, 1);
  ck_assert_int_eq(m->delimiter[0], ',');
  ck_assert_int_eq(m->quote, '"');
  ck_assert_int_eq(m->encoding, NUTRI__MAPPING_UTF8);
  ck_assert_int_eq(m->header, NUTRI__MAPPING_FIRST);
  ck_assert_int_eq(m->skip, 0);
  ck_assert_str_eq(column(m, m->key), "Code");
  ck_assert_int_eq(m->key_kind, NUTRI__MAPPING_OWN);
  ck_assert_uint_eq(m->descriptions, 1);
  ck_assert_int_eq(m->category, -1);
  ck_assert_int_eq(m->basis, NUTRI__MAPPING_PER_100_G);
  ck_assert_int_eq(m->decimal, '.');
  ck_assert_int_eq(m->thousands, 0);
  ck_assert_uint_eq(m->nutrients, 1);
  ck_assert_str_eq(m->nutrient[0].nutrient, "304");
  ck_assert_int_eq(m->nutrient[0].by, NUTRI__MAPPING_BY_NUMBER);
  ck_assert(m->nutrient[0].factor == 1);
  ck_assert_ptr_null(m->nutrient[0].unit);
  ck_assert_int_eq(m->nutrient[0].line, 4);
  nutri__mapping_free(m);
}
END_TEST

/* All there is to say, in one file. */
static struct nutri__mapping *parse_most(void) {
  return parse("\xef\xbb\xbf# all there is\r\n"
               "\r\n"
               "title     = My table, second part  # a remark\r\n"
               "SOURCE    = \"Mine # 1\"\r\n"
               "release   = \"2\"\"b\"\r\n"
               "rank      = 70\r\n"
               "file      = *.csv, \"my table*.txt\"\r\n"
               "has       = \"Food code\" or Code, Energy\r\n"
               "delimiter = semicolon, tab\r\n"
               "quote     = none\r\n"
               "encoding  = utf-8, iso-8859-1\r\n"
               "header    = 3\r\n"
               "skip      = 2\r\n"
               "key       = Code as gtin\r\n"
               "name      = Name or \"Food, name\", Brand\r\n"
               "category  = Group number \"Group no\"\r\n"
               "basis     = unit\r\n"
               "basis     = 100 ml where Group is Q*, \"B ?\"\r\n"
               "basis     = 100 g where Kind is solid\r\n"
               "decimal   = comma\r\n"
               "thousands = blank\r\n"
               "unknown   = -, n.d.\r\n"
               "unknown   = \"\"\"\"\r\n"
               "trace     = tr\r\n"
               "below     = <, ca.<\r\n"
               "brackets  = doubtful\r\n"
               "only      = Survey is NNPAS, \"\"\r\n"
               "nutrient \"Magnesium (g)\" or Mg = id 1090 * 1000\r\n"
               "nutrient Fe = FE unit \"\xc2\xb5g\"\r\n"
               "nutrient Energy = 208 / 4.184\r\n"
               "portion Measure = Grams\r\n"
               "portion one \"small piece\" = Piece\r\n"
               "usual     = \"not said\"");
}

START_TEST(most_of_the_table) {
  struct nutri__mapping *m = parse_most();

  ck_assert_str_eq(m->title, "My table, second part");
  ck_assert_str_eq(m->source, "Mine # 1");
  ck_assert_str_eq(m->release, "2\"b");
  ck_assert_int_eq(m->rank, 70);
  ck_assert_uint_eq(m->file.count, 2);
  ck_assert_str_eq(m->file.text[1], "my table*.txt");
  ck_assert_uint_eq(m->has_count, 2);
  ck_assert_int_eq(m->has[0], m->key);
  ck_assert_uint_eq(m->column[m->key].names.count, 2);
  ck_assert_uint_eq(m->delimiters, 2);
  ck_assert_int_eq(m->delimiter[1], '\t');
  ck_assert_int_eq(m->quote, 0);
  ck_assert_int_eq(m->encoding, NUTRI__MAPPING_MIXED);
  ck_assert_int_eq(m->header, 3);
  ck_assert_int_eq(m->skip, 2);
  nutri__mapping_free(m);
}
END_TEST

START_TEST(most_of_the_columns) {
  struct nutri__mapping *m = parse_most();

  ck_assert_int_eq(m->key_kind, NUTRI__MAPPING_GTIN);
  ck_assert_uint_eq(m->descriptions, 2);
  ck_assert(m->column[m->description[0]].required);
  ck_assert(!m->column[m->description[1]].required);
  ck_assert_str_eq(m->column[m->description[0]].names.text[1], "Food, name");
  ck_assert_str_eq(column(m, m->category), "Group");
  ck_assert_str_eq(column(m, m->category_number), "Group no");
  ck_assert_int_eq(m->basis, NUTRI__MAPPING_PER_UNIT);
  ck_assert_uint_eq(m->basis_wheres, 2);
  ck_assert_int_eq(m->basis_where[0].basis, NUTRI__MAPPING_PER_100_ML);
  ck_assert_str_eq(m->basis_where[0].values.text[1], "B ?");
  ck_assert_int_eq(m->decimal, ',');
  ck_assert_int_eq(m->thousands, ' ');
  ck_assert_uint_eq(m->unknown.count, 3);
  ck_assert_str_eq(m->unknown.text[2], "\"");
  ck_assert_uint_eq(m->below.count, 2);
  ck_assert_int_eq(m->brackets, NUTRI__MAPPING_DOUBTFUL);
  ck_assert_uint_eq(m->onlys, 1);
  ck_assert_str_eq(m->only[0].values.text[1], "");
  ck_assert_int_eq(m->nutrient[0].by, NUTRI__MAPPING_BY_ID);
  ck_assert_str_eq(m->nutrient[0].nutrient, "1090");
  ck_assert(m->nutrient[0].factor == 1000);
  ck_assert_int_eq(m->nutrient[1].by, NUTRI__MAPPING_BY_SYMBOL);
  ck_assert_str_eq(m->nutrient[1].unit, "µg");
  ck_assert_double_eq_tol(m->nutrient[2].factor, 1 / 4.184, 1e-16); /* x87 has more digits */
  ck_assert_int_eq(m->nutrient[2].column, m->has[1]);
  ck_assert_uint_eq(m->portions, 2);
  ck_assert_str_eq(column(m, m->portion[0].measure), "Measure");
  ck_assert_int_eq(m->portion[1].measure, -1);
  ck_assert_str_eq(m->portion[1].text, "small piece");
  ck_assert_str_eq(column(m, m->portion[1].grams), "Piece");
  ck_assert(nutri__mapping_is_usual(m, " Not said ", 10));
  nutri__mapping_free(m);
}
END_TEST

static const struct {
  const char *text;
  const char *message;
} refused[] = {
    {"", "t.map: the source is missing: expected a line such as source = My table"},
    {"encodng = utf-8\n", "t.map, line 1: 'encodng' is no setting; expected one of title, source,"
                          " release, rank, table, file, has, delimiter, quote, encoding, header,"
                          " columns, skip, key, name, category, basis, decimal, thousands, unknown,"
                          " trace, below, brackets, only, nutrient, portion, usual"},
    {"# fine\n\ntitle\n", "t.map, line 3: expected = after title"},
    {"title =\n", "t.map, line 1: expected a text"},
    {"key = \"Food code\n", "t.map, line 1: a quote that opens here is never closed"},
    {"key = A\nkey = B\n", "t.map, line 2: key stands in line 1 already"},
    {"key = A as upc\n", "t.map, line 1: expected one of own, ndb, code, gtin, not 'upc'"},
    {"key = A B\n", "t.map, line 1: 'B' was not expected here"},
    {"key = \"\"\n", "t.map, line 1: a column's name is empty"},
    {"rank = high\n", "t.map, line 1: expected a whole number up to 1000, not 'high'"},
    {"rank = 1001\n", "t.map, line 1: expected a whole number up to 1000, not '1001'"},
    {"delimiter = ;\n",
     "t.map, line 1: expected one of comma, semicolon, tab, bar, caret, not ';'"},
    {"delimiter =\n", "t.map, line 1: expected one of comma, semicolon, tab, bar, caret"},
    {"encoding = utf-16\n",
     "t.map, line 1: expected one of utf-8, windows-1252, iso-8859-1, not 'utf-16'"},
    {"encoding = windows-1252, utf-8\n",
     "t.map, line 1: expected utf-8 before the encoding of what is no UTF-8"},
    {"header = 0\n",
     "t.map, line 1: records are counted from 1; a table without a header has header = none"},
    {"header = last\n", "t.map, line 1: expected first, none, or the number of a record up to 50,"
                        " not 'last'"},
    {"basis = 100 oz\n", "t.map, line 1: expected 100 g, 100 ml or unit"},
    {"basis = 100 ml where Group\n",
     "t.map, line 1: expected 'is' and the values after the name of the column"},
    {"name = A,\n", "t.map, line 1: expected the name of a column"},
    {"nutrient Mg\n", "t.map, line 1: expected = and a nutrient after the column"},
    {"nutrient Mg =\n",
     "t.map, line 1: expected a nutrient: its number (304), id (id 1090) or symbol (MG)"},
    {"nutrient Mg = 304*1000\n", "t.map, line 1: '304*1000' is no nutrient: expected its number"
                                 " (304), id (id 1090) or symbol (MG)"},
    {"nutrient Mg = id MG\n", "t.map, line 1: expected a number after id, not 'MG'"},
    {"nutrient Mg = 304 * -1\n", "t.map, line 1: expected a factor above 0, not '-1'"},
    {"nutrient Mg = 304 unit\n", "t.map, line 1: expected the unit of the column"},
    {"nutrient Mg = 304 g\n", "t.map, line 1: 'g' was not expected here"},
    {"nutrient Mg = 304\nnutrient Magnesium = 304\n",
     "t.map, line 2: the nutrient 304 is in line 1 already; a food has one value of it"},
    {"portion Cup\n", "t.map, line 1: expected = and the column of grams after the measure"},
    {"\xff = 1\n", "t.map, line 1: expected text in UTF-8"},
    {"source = S\n", "t.map: the key is missing: expected a line such as key = \"Food code\""},
    {"source = S\nkey = C\n",
     "t.map: the name is missing: expected a line such as name = \"Food name\""},
    {"source = S\nkey = C\nname = N\n", "t.map: no column is a nutrient: expected a line such as"
                                        " nutrient \"Magnesium (mg)\" = 304"},
    {"table = portions\nsource = S\nkey = C\n", "t.map: a table of portions has no nutrients and a"
                                                " line such as portion Measure = Grams"},
    {PLAIN "header = none\n", "t.map: header = none needs the names of the columns: expected"
                              " columns = Code, Name, ..."},
    {PLAIN "columns = a, b\n",
     "t.map: columns are named in the header; columns = is for a table with header = none"},
    {PLAIN "decimal = comma\nthousands = comma\n",
     "t.map: thousands are divided by what may be the decimal sign: expected decimal = point or"
     " decimal = comma, and another sign for thousands"},
};

START_TEST(is_refused) {
  struct nutri__mapping *m = NULL;
  char message[500];

  ck_assert_int_eq(nutri__mapping_parse("t.map", refused[_i].text, strlen(refused[_i].text), &m,
                                        message, sizeof message),
                   NUTRI_EFORMAT);
  ck_assert_str_eq(message, refused[_i].message);
  ck_assert_ptr_null(m);
}
END_TEST

/* Cut anywhere a mapping is read or refused with a sentence; nothing is left behind. */
START_TEST(cut_anywhere) {
  const nutri__sql *text = &nutri__mapping_shipped[_i];
  sqlite3_int64 used = sqlite3_memory_used();

  for (size_t length = 0; length <= text->length; length += 37) {
    struct nutri__mapping *m = NULL;
    char message[60] = "";
    int rc = nutri__mapping_parse(text->name, (const char *)text->text, length, &m, message,
                                  sizeof message);

    ck_assert(rc == NUTRI_OK || rc == NUTRI_EFORMAT);
    ck_assert(rc == NUTRI_OK || strncmp(message, text->name, strlen(text->name)) == 0);
    nutri__mapping_free(m);
  }
  ck_assert_int_eq(sqlite3_memory_used(), used);
}
END_TEST

/* With a little more memory each time, until there is enough. */
START_TEST(out_of_memory) {
  const nutri__sql *text = &nutri__mapping_shipped[_i];
  sqlite3_int64 used = sqlite3_memory_used();
  struct nutri__mapping_sniffed sniffed;
  struct nutri__mapping *m = NULL;
  char message[300];
  int refusals = 0;
  int rc;

  for (sqlite3_int64 more = 1024; m == NULL; more += 1024) {
    (void)sqlite3_hard_heap_limit64(used + more);
    rc = nutri__mapping_parse(text->name, (const char *)text->text, text->length, &m, message,
                              sizeof message);
    (void)sqlite3_hard_heap_limit64(0);
    ck_assert_int_eq(rc, m != NULL ? NUTRI_OK : NUTRI_ENOMEM);
    ck_assert(m != NULL || sqlite3_memory_used() == used);
    refusals += m == NULL;
  }
  ck_assert_int_gt(refusals, 8);
  used = sqlite3_memory_used();
  for (sqlite3_int64 more = 256; refusals > 0; more += 256) {
    (void)sqlite3_hard_heap_limit64(used + more);
    rc = nutri__mapping_sniff(m, NULL, "a,b\n1,2\n", 8, true, &sniffed, message, sizeof message);
    (void)sqlite3_hard_heap_limit64(0);
    ck_assert_int_eq(sqlite3_memory_used(), used);
    if (rc == NUTRI_OK)
      break;
    ck_assert_int_eq(rc, NUTRI_ENOMEM);
  }
  nutri__mapping_free(m);
}
END_TEST

static const struct {
  const char *settings;
  const char *cell;
  enum nutri__mapping_cell wanted;
  double value;
  const char *mark;
} cells[] = {
    {"", "12.5", NUTRI__CELL_NUMBER, 12.5, NULL},
    {"", " 12.5\xc2\xa0", NUTRI__CELL_NUMBER, 12.5, NULL},
    {"", "-0.3", NUTRI__CELL_NUMBER, -0.3, NULL},
    {"", "1.4E-2", NUTRI__CELL_NUMBER, 0.014, NULL},
    {"", "", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"", " \t", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"", "-", NUTRI__CELL_WRONG, 0, NULL},
    {"", "12,5", NUTRI__CELL_WRONG, 0, NULL},
    {"", "<0.1", NUTRI__CELL_WRONG, 0, NULL},
    {"", "(5.2)", NUTRI__CELL_WRONG, 0, NULL},
    {"", "Tr", NUTRI__CELL_WRONG, 0, NULL},
    {"unknown = -, N\n", "-", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"unknown = -, N\n", "n", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"unknown = -9\n", "-9", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"unknown = -9\n", "-9.5", NUTRI__CELL_NUMBER, -9.5, NULL},
    {"trace = Tr\n", " tr ", NUTRI__CELL_TRACE, 0, "trace"},
    {"below = <\n", "< 0.5", NUTRI__CELL_TRACE, 0, "trace"},
    {"below = <\n", "<0.5", NUTRI__CELL_TRACE, 0, "trace"},
    {"below = <\n", "< x", NUTRI__CELL_WRONG, 0, NULL},
    {"below = <\n", "<", NUTRI__CELL_WRONG, 0, NULL},
    {"below = <\ndecimal = comma\n", "< 0,5", NUTRI__CELL_TRACE, 0, "trace"},
    {"brackets = imputed\n", "(5.2)", NUTRI__CELL_NUMBER, 5.2, "imputed"},
    {"brackets = plain\n", "( 5.2 )", NUTRI__CELL_NUMBER, 5.2, NULL},
    {"brackets = doubtful\ntrace = Tr\n", "(Tr)", NUTRI__CELL_TRACE, 0, "trace"},
    {"brackets = imputed\n", "()", NUTRI__CELL_UNKNOWN, 0, NULL},
    {"brackets = imputed\n", "(5.2", NUTRI__CELL_WRONG, 0, NULL},
    {"brackets = imputed\n", "5.2", NUTRI__CELL_NUMBER, 5.2, NULL},
    {"decimal = comma\n", "12,5", NUTRI__CELL_NUMBER, 12.5, NULL},
    {"decimal = comma\n", "12", NUTRI__CELL_NUMBER, 12, NULL},
    {"decimal = comma\n", "12.5", NUTRI__CELL_WRONG, 0, NULL},
    {"decimal = comma\n", "1,2,3", NUTRI__CELL_WRONG, 0, NULL},
    {"decimal = comma\n", "1,4E-2", NUTRI__CELL_NUMBER, 0.014, NULL},
    {"decimal = any\n", "12,5", NUTRI__CELL_NUMBER, 12.5, NULL},
    {"decimal = any\n", "12.5", NUTRI__CELL_NUMBER, 12.5, NULL},
    {"thousands = comma\n", "1,234.5", NUTRI__CELL_NUMBER, 1234.5, NULL},
    {"thousands = comma\n", "1,234,567", NUTRI__CELL_NUMBER, 1234567, NULL},
    {"thousands = comma\n", "12,5", NUTRI__CELL_WRONG, 0, NULL},
    {"thousands = comma\n", ",123", NUTRI__CELL_WRONG, 0, NULL},
    {"thousands = comma\n", "1,2345", NUTRI__CELL_WRONG, 0, NULL},
    {"thousands = comma\n", "0.123,456", NUTRI__CELL_WRONG, 0, NULL},
    {"decimal = comma\nthousands = point\n", "1.234,5", NUTRI__CELL_NUMBER, 1234.5, NULL},
    {"decimal = comma\nthousands = point\n", "1.5", NUTRI__CELL_WRONG, 0, NULL},
    {"decimal = comma\nthousands = blank\n", "1 040", NUTRI__CELL_NUMBER, 1040, NULL},
    {"decimal = comma\nthousands = blank\n",
     "1\xc2\xa0"
     "040,5",
     NUTRI__CELL_NUMBER, 1040.5, NULL},
    {"decimal = comma\nthousands = blank\n",
     "1\xe2\x80\xaf"
     "040",
     NUTRI__CELL_NUMBER, 1040, NULL},
    {"decimal = comma\nthousands = blank\n", "1 04", NUTRI__CELL_WRONG, 0, NULL},
    {"thousands = apostrophe\n", "1'234.5", NUTRI__CELL_NUMBER, 1234.5, NULL},
    {"decimal = comma\n",
     "111111111111111111111111111111111111111111111111111111111111111111111111111",
     NUTRI__CELL_WRONG, 0, NULL},
};

START_TEST(cell_is_read) {
  char text[200];
  double value = -1;
  const char *mark = "untouched";
  struct nutri__mapping *m;

  snprintf(text, sizeof text, "%s%s", PLAIN, cells[_i].settings);
  m = parse(text);
  ck_assert_msg(nutri__mapping_value(m, cells[_i].cell, strlen(cells[_i].cell), &value, &mark) ==
                    cells[_i].wanted,
                "'%s' is not %d", cells[_i].cell, cells[_i].wanted);
  if (cells[_i].wanted == NUTRI__CELL_NUMBER || cells[_i].wanted == NUTRI__CELL_TRACE)
    NEAR(value, cells[_i].value, 1e-12);
  else
    ck_assert(value == -1);
  ck_assert_pstr_eq(mark, cells[_i].mark);
  nutri__mapping_free(m);
}
END_TEST

static const struct {
  const char *a;
  const char *b;
  bool same;
} names[] = {
    {"Magnesium (mg)", "magnesium (MG)", true},
    {"Iron\n(mg)", "Iron (mg)", true},
    {"Energie, UE N° 1169/2011 (kcal/100 g)", "Energie,\nUE N° 1169\n2011 (kcal\n100 g)", true},
    {"Sucrose\n(g)", "Sucrose(g)", true},
    {" Zink (Zn)  (mg) ", "Zink (Zn) (mg)", true},
    {"\xc2\xb5g", "\xce\xbcg", true},
    {"Zinc\xc2\xa0(mg)", "Zinc (mg)", true},
    {"Zinc (mg)", "Zinc (mg", false},
    {"Zinc (mg)", "Zinc (\xc2\xb5g)", false},
    {"18:1 (g)", "18:3 (g)", false},
    {"", " / ", true},
    {"", "a", false},
};

START_TEST(same_names) {
  const char *a = names[_i].a;
  const char *b = names[_i].b;

  ck_assert_int_eq(nutri__mapping_same_name(a, strlen(a), b, strlen(b)), names[_i].same);
  ck_assert_int_eq(nutri__mapping_same_name(b, strlen(b), a, strlen(a)), names[_i].same);
}
END_TEST

static const struct {
  const char *pattern;
  const char *text;
  bool matches;
} patterns[] = {
    {"ABBREV.txt", "abbrev.TXT", true},
    {"*.csv", "a b.csv", true},
    {"*.csv", "a.csv.gz", false},
    {"*", "", true},
    {"", "", true},
    {"", "a", false},
    {"?", "", false},
    {"?.?l", "1,5l", false},
    {"?,?l", "1,5l", true},
    {"* ml", "250 ml", true},
    {"*ml*", "250 ml (1)", true},
    {"a*b*c", "aXbYbZc", true},
    {"a*b*c", "aXbYbZ", false},
    {"Q*", "QA", true},
    {"Q*", "AQ", false},
    {"**a", "ba", true},
    {"a?", "a", false},
};

START_TEST(pattern_matches) {
  ck_assert_int_eq(
      nutri__mapping_matches(patterns[_i].pattern, patterns[_i].text, strlen(patterns[_i].text)),
      patterns[_i].matches);
}
END_TEST

static const struct {
  const char *text;
  double amount;
  const char *rest;
} measures[] = {{"1 cup", 1, "cup"},
                {".5 cup", 0.5, "cup"},
                {"1/2 cup", 0.5, "cup"},
                {"1 1/2 cups", 1.5, "cups"},
                {"cup", 1, "cup"},
                {"5 package,  (5 oz)", 5, "package,  (5 oz)"},
                {"30", 1, "30"},
                {"0 cup", 1, "0 cup"},
                {"1,5 cups", 1, "1,5 cups"},
                {"", 1, ""},
                {"100 calorie pack", 100, "calorie pack"}};

START_TEST(measure_is_cut) {
  const char *rest;

  NEAR(nutri__mapping_measure(measures[_i].text, &rest), measures[_i].amount, 1e-12);
  ck_assert_str_eq(rest, measures[_i].rest);
}
END_TEST

/* ---- headers ------------------------------------------------------------------------------- */

static const struct {
  const char *settings;
  const char *base_name;
  const char *file;
  int header; /* -1 = it does not fit */
  const char *reason;
} files[] = {
    {"has = Code\n", "x.csv", "Code,Name,Mg\n1,a,2\n", 1,
     "has the columns Code and 1 of 1 nutrients"},
    {"has = Code\n", "x.csv", "A title,,\n\n\"a\nb\",,\nCode,Name,Mg\n", 3, "has the columns Code"},
    {"has = Code\n", "x.csv", "Code;Name;Mg\n", -1,
     "has not the header of t.map among its first 50 records: the nearest lacks Code, Name"},
    {"has = Code\n", "x.csv", "Code,Nmae,Mg\n", -1, "the nearest lacks Name"},
    {"has = Code\n", "x.csv", "Code,Name,Mgs\n", -1, "the nearest lacks columns of values"},
    {"has = Code\n", "x.csv", "Code,Name,Mg,name\n", -1, "or names one twice"},
    {"has = Code\n", "x.csv", "Code,Name,Mg", 1, "has the columns Code"},
    {"", "x.csv", "Code,Name,Mg\n", -1, "has not the header"},
    {"", NULL, "Code,Name,Mg\n", 1, "has the columns Code and 1 of 1 nutrients"},
    {"file = *.txt\n", "x.csv", "Code,Name,Mg\n", -1, "has another name than *.txt"},
    {"file = *.txt, x.*\n", "X.CSV", "Code,Name,Mg\n", 1,
     "has the name, the columns Code and 1 of 1 nutrients"},
    {"has = Code\nheader = 2\n", "x.csv", "Code,Name,Mg\n", -1,
     "has not the header of t.map as record 2: it lacks"},
    {"has = Code\nheader = 2\n", "x.csv", "title\nCode,Name,Mg\n", 2, "has the columns Code"},
    {"has = Code\ndelimiter = semicolon, comma, tab\n", "x.csv", "Code\tName\tMg\n", 1,
     "has the columns Code"},
    {"has = Code\nquote = none\n", "x.csv", "\"Code\",Name,Mg\n", -1, "lacks Code"},
    {"file = x\nheader = none\ncolumns = Code, Name, Mg\n", "x", "1,a,2\n", 0,
     "has the name and the 3 columns"},
    {"file = x\nheader = none\ncolumns = Code, Name, Mg\n", "x", "1,a\n", -1,
     "has not the 3 columns that t.map names"},
};

START_TEST(header_is_found) {
  struct nutri__mapping_sniffed sniffed;
  struct nutri__mapping *m;
  char reason[300] = "";
  char text[300];

  snprintf(text, sizeof text, "%s%s", PLAIN, files[_i].settings);
  m = parse(text);
  ck_assert_int_eq(nutri__mapping_sniff(m, files[_i].base_name, files[_i].file,
                                        strlen(files[_i].file), true, &sniffed, reason,
                                        sizeof reason),
                   NUTRI_OK);
  ck_assert_msg(strstr(reason, files[_i].reason) != NULL, "%s", reason);
  ck_assert_int_eq(sniffed.fits > 0, files[_i].header >= 0);
  if (files[_i].header >= 0)
    ck_assert_int_eq(sniffed.header, files[_i].header);
  nutri__mapping_free(m);
}
END_TEST

#define FIELD(text)                                                                                \
  { text, sizeof text - 1 }

/* Of several names of a column the first that the mapping has; what is missing is named. */
START_TEST(places) {
  static const struct nutri__field both[] = {FIELD("group"), FIELD("Mg"),     FIELD("Group (en)"),
                                             FIELD("Name"),  FIELD("Id\n\n"), FIELD("Notes"),
                                             FIELD("Code")};
  static const struct nutri__field twice[] = {FIELD("Code"), FIELD("Name"), FIELD("Mg"),
                                              FIELD("NAME")};
  static const struct nutri__field few[] = {FIELD("Name"), FIELD("Mg\n(mg)")};
  struct nutri__mapping *m = parse(PLAIN "category = \"Group (en)\" or Group\nnutrient Ca = 301\n");
  int place[5];
  char unmapped[40];
  char absent[40];
  char message[300] = "";

  ck_assert_uint_eq(m->columns, COUNT(place));
  ck_assert_int_eq(nutri__mapping_header(m, both, COUNT(both), place, unmapped, sizeof unmapped,
                                         absent, sizeof absent, message, sizeof message),
                   NUTRI_OK);
  ck_assert_int_eq(place[m->key], 6);
  ck_assert_int_eq(place[m->category], 2);
  ck_assert_int_eq(place[m->nutrient[0].column], 1);
  ck_assert_int_eq(place[m->nutrient[1].column], -1);
  ck_assert_str_eq(unmapped, "Id, Notes");
  ck_assert_str_eq(absent, "Ca");
  ck_assert_int_eq(nutri__mapping_header(m, twice, COUNT(twice), place, NULL, 0, NULL, 0, message,
                                         sizeof message),
                   NUTRI_EFORMAT);
  ck_assert_str_eq(message, "the column Name stands in the header twice");
  ck_assert_int_eq(
      nutri__mapping_header(m, few, COUNT(few), place, NULL, 0, NULL, 0, message, sizeof message),
      NUTRI_EFORMAT);
  ck_assert_str_eq(message, "the column Code is missing (t.map); the header has Name, Mg (mg)");
  nutri__mapping_free(m);
}
END_TEST

/* A row shorter than its header, and a column that the file lacks: the value is empty. */
START_TEST(rows) {
  static const struct nutri__field full[] = {FIELD("1"), FIELD("a"), FIELD("2"), FIELD(" QA "),
                                             FIELD("x")};
  struct nutri__mapping *m = parse(PLAIN "basis = unit\nbasis = 100 ml where Group is Q*\n"
                                         "only = Kind is \"\"\n");
  int place[] = {0, 1, 2, 3, 4};

  ck_assert_uint_eq(m->columns, COUNT(place));
  ck_assert_str_eq(nutri__mapping_basis(m, full, 5, place), "ml");
  ck_assert_str_eq(nutri__mapping_basis(m, full, 3, place), "unit");
  ck_assert(!nutri__mapping_takes(m, full, 5, place));
  ck_assert(nutri__mapping_takes(m, full, 4, place));
  place[3] = -1;
  ck_assert_str_eq(nutri__mapping_basis(m, full, 5, place), "unit");
  nutri__mapping_free(m);
}
END_TEST

TESTS("mapping_parse") {
  tcase_set_timeout(tc, 60);
  tcase_add_test(tc, least);
  tcase_add_test(tc, most_of_the_table);
  tcase_add_test(tc, most_of_the_columns);
  ADD_LOOP(is_refused, refused);
  tcase_add_loop_test(tc, cut_anywhere, 0, (int)nutri__mapping_shipped_count);
  tcase_add_loop_test(tc, out_of_memory, 0, (int)nutri__mapping_shipped_count);
  ADD_LOOP(cell_is_read, cells);
  ADD_LOOP(same_names, names);
  ADD_LOOP(pattern_matches, patterns);
  ADD_LOOP(measure_is_cut, measures);
  ADD_LOOP(header_is_found, files);
  tcase_add_test(tc, places);
  tcase_add_test(tc, rows);
}

#else

TESTS("mapping_parse") { (void)tc; }

#endif
