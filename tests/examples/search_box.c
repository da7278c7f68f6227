/* A food search box for a terminal: search_box DATABASE
 *
 * On a terminal it searches while you type: letters and Backspace, Ctrl-U empties the line, Up and
 * Down choose, Enter takes the food and prints it, Esc or Ctrl-C leaves (exit 1). On a pipe every
 * line is a search and its foods are printed, so that a script can use it too. */
#define _POSIX_C_SOURCE 200809L
#include <nutri.h>

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { ROWS = 8, TEXT = 128, LINE = 256 };
enum key { KEY_END = 256, KEY_UP, KEY_DOWN, KEY_ESCAPE, KEY_OTHER };

static struct termios before;

struct box {
  nutri *db;
  char text[TEXT]; /* what was typed */
  int64_t food[ROWS];
  char line[ROWS][LINE]; /* a food's text lives until the next step: kept here */
  int count;
  int chosen;
};

/* ---- the library's part ------------------------------------------------------------------- */

static int search(struct box *box) {
  nutri_cursor *foods = NULL;
  nutri_food f = NUTRI_INIT(nutri_food);
  static const char *const per[] = {"100 g", "100 ml", "unit"};
  int rc = NUTRI_OK;

  box->count = box->chosen = 0;
  if (box->text[0] == '\0')
    return NUTRI_OK;
  rc = nutri_food_search(box->db, box->text, ROWS, 0, &foods);
  while (rc == NUTRI_OK && (rc = nutri_food_next(foods, &f)) == NUTRI_ROW) {
    char mg[32] = "unknown"; /* never 0: nobody measured it */

    if (!isnan(f.magnesium_mg))
      snprintf(mg, sizeof mg, "%.0f mg", f.magnesium_mg);
    snprintf(box->line[box->count], LINE, "%10s per %-6s  %s (%s)", mg, per[f.basis], f.description,
             f.source);
    box->food[box->count++] = f.food_id;
    rc = NUTRI_OK;
  }
  nutri_cursor_close(foods);
  return rc;
}

/* The food that was taken, with its household measures. */
static int show(nutri *db, int64_t food_id) {
  nutri_food f = NUTRI_INIT(nutri_food);
  nutri_portion p = NUTRI_INIT(nutri_portion);
  nutri_cursor *portions = NULL;
  double per_gram = 0;
  int rc = nutri_food_get(db, food_id, &f);

  if (rc != NUTRI_OK)
    return rc;
  printf("%lld %s\n", (long long)f.food_id, f.description);
  per_gram = f.magnesium_mg / (f.basis == NUTRI_PER_UNIT ? 1 : 100);
  rc = nutri_food_portions(db, food_id, &portions);
  while (rc == NUTRI_OK && (rc = nutri_portion_next(portions, &p)) == NUTRI_ROW) {
    printf("  %-24s %7.1f %s", p.measure, p.grams, f.basis == NUTRI_PER_100_ML ? "ml" : "g");
    if (isnan(per_gram))
      printf("  magnesium unknown\n");
    else
      printf("  %5.0f mg magnesium\n", p.grams * per_gram);
    rc = NUTRI_OK;
  }
  nutri_cursor_close(portions);
  return rc;
}

/* ---- the terminal's ----------------------------------------------------------------------- */

static void restore(void) { tcsetattr(STDIN_FILENO, TCSANOW, &before); }

/* A terminal left raw is a nuisance: whoever ends us gets it back. Both calls may be made here. */
static void on_signal(int number) {
  restore();
  _exit(128 + number);
}

static int raw(void) {
  struct termios t;
  struct sigaction action;

  if (tcgetattr(STDIN_FILENO, &before) != 0)
    return -1;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  t = before;
  t.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
  t.c_iflag &= ~(tcflag_t)(IXON | ICRNL);
  t.c_cc[VMIN] = 1;
  t.c_cc[VTIME] = 0;
  return tcsetattr(STDIN_FILENO, TCSANOW, &t);
}

/* A byte within a tenth of a second, or -1: an arrow's are there at once, a lone Esc has none. */
static int next_byte(void) {
  struct termios t;
  unsigned char c = 0;
  ssize_t n = 0;

  tcgetattr(STDIN_FILENO, &t);
  t.c_cc[VMIN] = 0;
  t.c_cc[VTIME] = 1;
  tcsetattr(STDIN_FILENO, TCSANOW, &t);
  n = read(STDIN_FILENO, &c, 1);
  t.c_cc[VMIN] = 1;
  t.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &t);
  return n == 1 ? c : -1;
}

static int read_key(void) {
  unsigned char c = 0;
  int next = 0;

  if (read(STDIN_FILENO, &c, 1) != 1)
    return KEY_END;
  if (c != 27)
    return c;
  if ((next = next_byte()) == -1)
    return KEY_ESCAPE;
  if (next != '[' && next != 'O')
    return KEY_OTHER;
  do /* a sequence ends with a letter or ~ */
    next = next_byte();
  while (next != -1 && (next < '@' || next > '~'));
  return next == 'A' ? KEY_UP : next == 'B' ? KEY_DOWN : KEY_OTHER;
}

static int columns(void) {
#ifdef TIOCGWINSZ
  struct winsize size;

  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
#endif
  return 80;
}

/* As many characters (not bytes: UTF-8) as fit; a line that wraps would spoil the picture, and so
 * would a line break, which stands in one of USDA's descriptions. */
static void put(const char *text, int width) {
  for (; *text != '\0'; text++) {
    if (((unsigned char)*text & 0xC0) != 0x80 && width-- <= 0)
      break;
    putchar((unsigned char)*text < ' ' ? ' ' : *text);
  }
}

static void draw(const struct box *box) {
  int width = columns() - 1;

  printf("\r\033[J");
  for (int i = 0; i < box->count; i++) {
    printf("\n%s", i == box->chosen ? "\033[7m" : "");
    put(box->line[i], width);
    printf("\033[0m");
  }
  if (box->count == 0 && box->text[0] != '\0')
    printf("\nnothing found");
  if (box->count > 0 || box->text[0] != '\0')
    printf("\033[%dA", box->count > 0 ? box->count : 1);
  printf("\r");
  put("food: ", width);
  put(box->text, width - 6);
  fflush(stdout);
}

static void type(struct box *box, int key) {
  size_t length = strlen(box->text);

  if (key == 127 || key == 8) {
    while (length > 0 && ((unsigned char)box->text[--length] & 0xC0) == 0x80)
      ;
    box->text[length] = '\0';
  } else if (key == 21) {
    box->text[0] = '\0';
  } else if (key >= ' ' && key < 256 && length + 1 < TEXT) {
    box->text[length] = (char)key;
    box->text[length + 1] = '\0';
  }
}

/* Types until a food is taken: its number, 0 = left, or an error. */
static int64_t pick(struct box *box) {
  for (;;) {
    int rc = NUTRI_OK;
    int key = 0;

    draw(box);
    key = read_key();
    if (key == KEY_END || key == KEY_ESCAPE || key == 3 || key == 4)
      return 0;
    if ((key == '\r' || key == '\n') && box->count > 0)
      return box->food[box->chosen];
    if (key == KEY_UP && box->chosen > 0)
      box->chosen--;
    else if (key == KEY_DOWN && box->chosen + 1 < box->count)
      box->chosen++;
    else if (key < KEY_END) {
      type(box, key);
      if ((rc = search(box)) != NUTRI_OK)
        return rc;
    }
  }
}

static int on_terminal(struct box *box) {
  int64_t food = 0;

  if (raw() != 0) {
    perror("search_box");
    return 1;
  }
  food = pick(box);
  printf("\r\033[J");
  fflush(stdout);
  restore();
  if (food > 0)
    food = show(box->db, food) == NUTRI_OK ? 1 : -1;
  if (food < 0)
    fprintf(stderr, "search_box: %s\n", nutri_errmsg(box->db));
  return food > 0 ? 0 : 1;
}

static int on_pipe(struct box *box) {
  while (fgets(box->text, TEXT, stdin) != NULL) {
    box->text[strcspn(box->text, "\r\n")] = '\0';
    if (search(box) != NUTRI_OK) {
      fprintf(stderr, "search_box: %s\n", nutri_errmsg(box->db));
      return 1;
    }
    printf("%s: %d found\n", box->text, box->count);
    for (int i = 0; i < box->count; i++)
      printf("%lld  %s\n", (long long)box->food[i], box->line[i]);
  }
  return 0;
}

int main(int argc, char **argv) {
  static struct box box;
  nutri_error err = NUTRI_INIT(nutri_error);
  int status = 2;

  if (argc != 2) {
    fprintf(stderr, "search_box: wants DATABASE\n");
    return status;
  }
  if (nutri_open(argv[1], NUTRI_READONLY, &box.db, &err) != NUTRI_OK) {
    fprintf(stderr, "search_box: %s\n", err.message);
    return 1;
  }
  status = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? on_terminal(&box) : on_pipe(&box);
  nutri_close(box.db);
  return status;
}
