/* SPDX-License-Identifier: MIT */
/* measure COMMAND ARGUMENT...: runs it, and prints its wall time in seconds and its peak memory in
 * kB. Its output is thrown away. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;

  return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (double)t.tv_sec + (double)t.tv_nsec / 1e9 : 0;
}

int main(int argc, char **argv) {
  double start = now();
  struct rusage usage;
  int status = 0;
  pid_t child;

  if (argc < 2)
    return 2;
  child = fork();
  if (child == 0) {
    int null = open("/dev/null", O_WRONLY);

    if (null >= 0)
      (void)dup2(null, 1);
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    _exit(127);
  }
  if (child < 0 || waitpid(child, &status, 0) < 0 || getrusage(RUSAGE_CHILDREN, &usage) != 0) {
    perror("measure");
    return 1;
  }
#ifdef __APPLE__ /* which counts bytes */
  usage.ru_maxrss /= 1024;
#endif
  printf("%.4f %ld\n", now() - start, (long)usage.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
