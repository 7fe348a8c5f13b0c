/* base/net.h - one connection to a server: TCP, with TLS where asked for; every call has a limit.
 *
 * For short conversations only (`weir txn`); records travel through the connectors' own clients. One owner, one thread.
 * Failures are WEIR_UNAVAILABLE (nobody there, cut, too slow), or WEIR_INVALID (a certificate or a file of TLS does not fit).
 * A peer that is gone may raise SIGPIPE where TLS is used: the program ignores it. */
#ifndef WR_BASE_NET_H
#define WR_BASE_NET_H
#include "base/io.h"

typedef struct wr_net wr_net;

/* Members may be NULL. Secrets among them reach OpenSSL only. */
typedef struct wr_net_tls {
    bool        verify_peer, verify_name; /* the certificate's chain, and that it is the host's      */
    const char *ca_path;                  /* PEM file or directory; neither: the system's           */
    const char *ca_pem;
    const char *certificate_path, *certificate_pem;
    const char *key_path, *key_pem, *key_password;
    const char *keystore_path, *keystore_password; /* PKCS#12: certificate and key                  */
} wr_net_tls;

/* Tries every address of the name. tls NULL: plain. */
weir_status wr_net_connect(const wr_env *env, const char *host, const char *port, const wr_net_tls *tls, int64_t limit_ms, wr_net **net, weir_error *err);
/* All of it, or an error. */
weir_status wr_net_write(wr_net *net, const void *data, size_t size, int64_t limit_ms, weir_error *err);
weir_status wr_net_read(wr_net *net, void *data, size_t size, int64_t limit_ms, weir_error *err);
void        wr_net_close(wr_net *net); /* NULL is fine */
#endif
