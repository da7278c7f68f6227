/* Runs a program on a terminal of its own and types into it: no part of the examples, their test.
 *     on_terminal WAIT KEYS [WAIT KEYS ...] -- PROGRAM ARGUMENTS...
 * Types KEYS once WAIT was printed since the last keys; KEYS @TERM is a signal. Prints all that
 * came. Exits as the program did, 90 where WAIT did not come, 91 where the terminal was left raw.
 */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { SECONDS = 20 };

static char screen[1 << 16];
static size_t length;
static size_t since; /* where the last keys were typed */

/* Reads what the program prints until text came, or to its end where text is NULL. */
static int wait_for(int terminal, const char *text) {
  struct pollfd one = {.fd = terminal, .events = POLLIN};

  while (text == NULL || strstr(screen + since, text) == NULL) {
    ssize_t n = 0;

    if (poll(&one, 1, SECONDS * 1000) != 1 || length + 1 >= sizeof screen)
      return -1;
    n = read(terminal, screen + length, sizeof screen - 1 - length);
    if (n <= 0) /* Linux says EIO when the program has gone */
      return text == NULL ? 0 : -1;
    length += (size_t)n;
  }
  return 0;
}

static pid_t start(int terminal, char **program) {
  const char *name = ptsname(terminal);
  pid_t pid = fork();
  int slave = -1;

  if (pid != 0)
    return pid;
  setsid();
  slave = open(name, O_RDWR);
  if (slave < 0 || dup2(slave, 0) < 0 || dup2(slave, 1) < 0 || dup2(slave, 2) < 0)
    _exit(127);
  close(slave);
  close(terminal);
  execv(program[0], program);
  _exit(127);
}

static int drive(int terminal, pid_t pid, char **pairs) {
  for (; strcmp(pairs[0], "--") != 0; pairs += 2) {
    if (wait_for(terminal, pairs[0]) != 0)
      return 90;
    since = length;
    if (strcmp(pairs[1], "@TERM") == 0)
      kill(pid, SIGTERM);
    else if (write(terminal, pairs[1], strlen(pairs[1])) < 0)
      return 90;
  }
  return 0;
}

int main(int argc, char **argv) {
  struct termios now;
  int status = 0;
  int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  int keep = -1;
  int dashes = 1;
  pid_t pid = -1;

  while (dashes < argc && strcmp(argv[dashes], "--") != 0)
    dashes += 2;
  if (dashes + 1 >= argc || terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
    return 92;
  keep = open(ptsname(terminal), O_RDWR | O_NOCTTY); /* its settings outlive the program so */
  pid = start(terminal, argv + dashes + 1);
  status = drive(terminal, pid, argv + 1);
  if (status != 0)
    kill(pid, SIGKILL);
  waitpid(pid, &dashes, 0);
  if (status == 0)
    status = WIFEXITED(dashes) ? WEXITSTATUS(dashes) : 93;
  if (keep >= 0 && tcgetattr(keep, &now) == 0 && (now.c_lflag & (ICANON | ECHO)) != (ICANON | ECHO))
    status = 91;
  if (keep >= 0)
    close(keep);
  wait_for(terminal, NULL);
  fputs(screen, stdout);
  return status;
}
