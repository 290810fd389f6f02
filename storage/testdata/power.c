/* Writes down what a process does to the files of one database, in order, so
 * that a test can make the files as a loss of power would have left them at any
 * moment. Loaded with LD_PRELOAD; POGO_POWER_FILE is the database and
 * POGO_POWER_TRACE the record, if there is to be one. While there is a file at
 * POGO_POWER_FULL, the disk is full; while there is one at POGO_POWER_BROKEN, it
 * fails to sync.
 *
 * A record: what (1 byte), file (1), length of the data (4), offset (8), data.
 * What: C created, U unlinked, W written, T cut to the offset, S synced, D the
 * directory synced. File: 'm' the database itself, 'w' its -wal, 'j' its -journal.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { most = 4096 };
static char files[most]; /* by descriptor; 'd' the directory */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
	const char *path = getenv("POGO_POWER_TRACE");
	if (path) trace = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static char file_of(const char *path) {
	const char *db = getenv("POGO_POWER_FILE");
	if (!db) return 0;
	size_t n = strlen(db);
	if (strncmp(path, db, n) == 0) {
		if (!path[n]) return 'm';
		if (!strcmp(path + n, "-wal")) return 'w';
		if (!strcmp(path + n, "-journal")) return 'j';
		return 0;
	}
	const char *slash = strrchr(db, '/');
	size_t dir = slash ? (size_t)(slash - db) : 0;
	return strlen(path) == dir && strncmp(path, db, dir) == 0 ? 'd' : 0;
}

static void note(char what, char file, int64_t offset, const void *data, uint32_t n) {
	if (trace < 0) return;
	char head[14] = {what, file};
	memcpy(head + 2, &n, 4);
	memcpy(head + 6, &offset, 8);
	struct iovec parts[2] = {{head, sizeof head}, {(void *)data, n}};
	if (REAL(writev)(trace, parts, 2) != (ssize_t)(sizeof head + n)) abort();
}

static int is(const char *name) {
	const char *flag = getenv(name);
	return flag && access(flag, F_OK) == 0;
}

static char known(int fd) { return fd >= 0 && fd < most ? files[fd] : 0; }

static int opened(const char *path, int flags, mode_t mode, int (*call)(const char *, int, ...)) {
	char file = file_of(path);
	if (!file) return call(path, flags, mode);
	pthread_mutex_lock(&turn);
	int there = access(path, F_OK) == 0, fd = call(path, flags, mode);
	if (fd >= 0 && fd < most) files[fd] = file;
	if (fd >= 0 && !there && file != 'd') note('C', file, 0, 0, 0);
	pthread_mutex_unlock(&turn);
	return fd;
}

#define OPEN(name) int name(const char *path, int flags, ...) { \
	va_list more; va_start(more, flags); \
	mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
	va_end(more); \
	return opened(path, flags, mode, (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name)); }
OPEN(open)
OPEN(open64)

int close(int fd) {
	if (known(fd)) files[fd] = 0;
	return REAL(close)(fd);
}

#define WRITE(what, file, offset, data, n, call) \
	if (!file) return call; \
	if (what == 'W' && is("POGO_POWER_FULL")) { errno = ENOSPC; return -1; } \
	pthread_mutex_lock(&turn); \
	note(what, file, offset, data, n); \
	__typeof__(call) result = call; \
	pthread_mutex_unlock(&turn); \
	return result;

ssize_t write(int fd, const void *data, size_t n) {
	char file = known(fd);
	WRITE('W', file, lseek(fd, 0, SEEK_CUR), data, n, REAL(write)(fd, data, n))
}
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) {
	char file = known(fd);
	WRITE('W', file, at, data, n, REAL(pwrite)(fd, data, n, at))
}
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) {
	char file = known(fd);
	WRITE('W', file, at, data, n, REAL(pwrite64)(fd, data, n, at))
}
int ftruncate(int fd, off_t size) {
	char file = known(fd);
	WRITE('T', file, size, 0, 0, REAL(ftruncate)(fd, size))
}
int ftruncate64(int fd, off64_t size) {
	char file = known(fd);
	WRITE('T', file, size, 0, 0, REAL(ftruncate64)(fd, size))
}
int unlink(const char *path) {
	char file = file_of(path);
	WRITE('U', file, 0, 0, 0, REAL(unlink)(path))
}

/* Only what a sync that came back had before it is sure to be there. */
static int synced(int fd, int (*call)(int)) {
	char file = known(fd);
	if (!file) return call(fd);
	if (is("POGO_POWER_BROKEN")) { errno = EIO; return -1; }
	pthread_mutex_lock(&turn);
	int result = call(fd);
	if (result == 0) note(file == 'd' ? 'D' : 'S', file, 0, 0, 0);
	pthread_mutex_unlock(&turn);
	return result;
}
int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }
