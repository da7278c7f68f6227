/* deficit DATABASE FILES PERSON FROM TO: imports FILES (a zip, folder or table, as `nutri import`
 * takes it), then says what the person's magnesium from FROM to TO comes to. */
#include <nutri.h>
#include <stdio.h>

static int failed(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  return 1;
}

int main(int argc, char **argv) {
  nutri *db = NULL;
  nutri_error err = NUTRI_INIT(nutri_error);
  nutri_import_report report = NUTRI_INIT(nutri_import_report);
  nutri_deficit d = NUTRI_INIT(nutri_deficit);
  int status = 0;

  if (argc != 6)
    return failed(argv[0], "wants DATABASE FILES PERSON FROM TO");
  if (nutri_open(argv[1], NUTRI_READWRITE, &db, &err) != NUTRI_OK)
    return failed(argv[1], err.message);
  if (nutri_import(db, argv[2], NULL, &report, &err) != NUTRI_OK)
    status = failed(argv[2], err.message);
  else if (nutri_magnesium_deficit(db, argv[3], argv[4], argv[5], &d) != NUTRI_OK)
    status = failed(argv[3], nutri_errmsg(db));
  else {
    printf("read %lld rows, rejected %lld\n", (long long)report.rows_read,
           (long long)report.rows_rejected);
    if (d.days_counted > 0 && d.target_kind != NULL) /* else there is no mean or no target: NaN */
      printf("%d days, mean %s%.0f mg, %s %.0f mg, shortfall %.0f mg\n", d.days_counted,
             d.unknown_entries > 0 ? "at least " : "", d.mean_total, d.target_kind, d.target,
             d.shortfall);
    if (d.reason == NUTRI_REASON_NONE)
      printf("confidence that usual intake meets the need: %.0f %%\n", 100 * d.confidence);
    else
      printf("no confidence: %s\n", nutri_reason_text(d.reason));
  }
  nutri_close(db);
  return status;
}
