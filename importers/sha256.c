/* SPDX-License-Identifier: MIT */
/* SHA-256 of the files as they are read, on a thread of its own: from the same blocks, so that the
 * digest is of what was parsed, and no file is read twice. */
#include <openssl/evp.h>
#include <pthread.h>
#include <string.h>

#include "import_internal.h"

#define BLOCKS 4

struct nutri__hasher {
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  struct nutri__block *free;
  struct nutri__block *first; /* to be hashed */
  struct nutri__block *last;
  bool ending;
  bool failed;
  struct nutri__block *block[BLOCKS];
};

static void let_go_locked(struct nutri__hasher *hasher, struct nutri__block *block) {
  if (--block->users > 0)
    return;
  block->next = hasher->free;
  hasher->free = block;
  pthread_cond_broadcast(&hasher->changed);
}

/* Adds a block to the running digest; at a file's end writes it out and begins anew. */
static bool hash_block(EVP_MD_CTX *context, const struct nutri__block *block) {
  static const char digit[] = "0123456789abcdef";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  if (block->length > 0 && EVP_DigestUpdate(context, block->data, block->length) != 1)
    return false;
  if (block->hex == NULL)
    return true;
  if (EVP_DigestFinal_ex(context, digest, &size) != 1)
    return false;
  for (size_t i = 0; i < size; i++) {
    block->hex[2 * i] = digit[digest[i] >> 4];
    block->hex[2 * i + 1] = digit[digest[i] & 15];
  }
  block->hex[2 * (size_t)size] = '\0';
  return EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1;
}

static void *run(void *argument) {
  struct nutri__hasher *hasher = argument;
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  bool ok = context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1;

  pthread_mutex_lock(&hasher->mutex);
  for (;;) {
    struct nutri__block *block = hasher->first;

    if (!ok && !hasher->failed) {
      hasher->failed = true;
      pthread_cond_broadcast(&hasher->changed);
    }
    if (block == NULL) {
      if (hasher->ending)
        break;
      pthread_cond_wait(&hasher->changed, &hasher->mutex);
      continue;
    }
    hasher->first = block->next;
    pthread_mutex_unlock(&hasher->mutex);
    ok = ok && hash_block(context, block);
    pthread_mutex_lock(&hasher->mutex);
    let_go_locked(hasher, block);
  }
  pthread_mutex_unlock(&hasher->mutex);
  EVP_MD_CTX_free(context);
  return NULL;
}

static void destroy(struct nutri__hasher *hasher) {
  for (size_t i = 0; i < BLOCKS; i++)
    sqlite3_free(hasher->block[i]);
  pthread_cond_destroy(&hasher->changed);
  pthread_mutex_destroy(&hasher->mutex);
  sqlite3_free(hasher);
}

int nutri__hasher_start(struct nutri__hasher **out) {
  struct nutri__hasher *hasher = sqlite3_malloc64(sizeof *hasher);

  if (hasher == NULL)
    return NUTRI_ENOMEM;
  memset(hasher, 0, sizeof *hasher);
  if (pthread_mutex_init(&hasher->mutex, NULL) != 0) {
    sqlite3_free(hasher);
    return NUTRI_ENOMEM;
  }
  if (pthread_cond_init(&hasher->changed, NULL) != 0) {
    pthread_mutex_destroy(&hasher->mutex);
    sqlite3_free(hasher);
    return NUTRI_ENOMEM;
  }
  for (size_t i = 0; i < BLOCKS; i++) {
    hasher->block[i] = sqlite3_malloc64(sizeof *hasher->block[i]);
    if (hasher->block[i] == NULL)
      goto no_memory;
    hasher->block[i]->next = hasher->free;
    hasher->free = hasher->block[i];
  }
  if (pthread_create(&hasher->thread, NULL, run, hasher) != 0)
    goto no_memory;
  *out = hasher;
  return NUTRI_OK;
no_memory:
  destroy(hasher);
  return NUTRI_ENOMEM;
}

struct nutri__block *nutri__hasher_take(struct nutri__hasher *hasher) {
  struct nutri__block *block = NULL;

  pthread_mutex_lock(&hasher->mutex);
  while (hasher->free == NULL && !hasher->failed)
    pthread_cond_wait(&hasher->changed, &hasher->mutex);
  if (!hasher->failed) {
    block = hasher->free;
    hasher->free = block->next;
    block->next = NULL;
    block->length = 0;
    block->users = 1;
    block->hex = NULL;
  }
  pthread_mutex_unlock(&hasher->mutex);
  return block;
}

void nutri__hasher_give(struct nutri__hasher *hasher, struct nutri__block *block) {
  pthread_mutex_lock(&hasher->mutex);
  block->users++;
  block->next = NULL;
  if (hasher->first == NULL)
    hasher->first = block;
  else
    hasher->last->next = block;
  hasher->last = block;
  pthread_cond_broadcast(&hasher->changed);
  pthread_mutex_unlock(&hasher->mutex);
}

void nutri__hasher_let_go(struct nutri__hasher *hasher, struct nutri__block *block) {
  pthread_mutex_lock(&hasher->mutex);
  let_go_locked(hasher, block);
  pthread_mutex_unlock(&hasher->mutex);
}

int nutri__hasher_finish(struct nutri__hasher *hasher) {
  bool failed;

  if (hasher == NULL)
    return NUTRI_OK;
  pthread_mutex_lock(&hasher->mutex);
  hasher->ending = true;
  pthread_cond_broadcast(&hasher->changed);
  pthread_mutex_unlock(&hasher->mutex);
  pthread_join(hasher->thread, NULL);
  failed = hasher->failed;
  destroy(hasher);
  return failed ? NUTRI_ENOMEM : NUTRI_OK;
}
