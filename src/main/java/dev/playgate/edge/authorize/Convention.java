package dev.playgate.edge.authorize;

import java.util.List;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * How a proxy says what it asks about, and what it can do with an answer. Each has a path of its own and reads only those
 * fields that its proxy writes itself, so that a viewer's field of the same name never counts. A field that comes twice was
 * not written by the proxy alone, and the request cannot be read.
 */
enum Convention {

    /** {@code auth_request}, with the fields that the configuration under {@code proxies/nginx} sets. */
    NGINX("/nginx", true) {
        @Override
        Optional<AskedRequest> read(String method, String target, HttpHeaders headers) {
            return asked(headers, "X-Original-Method", "X-Original-URI", "X-Original-Host");
        }
    },

    /** {@code auth-url}: the URL as a whole. */
    INGRESS_NGINX("/ingress-nginx", true) {
        @Override
        Optional<AskedRequest> read(String method, String target, HttpHeaders headers) {
            return only(headers, "X-Original-URL").flatMap(url -> {
                int host = url.indexOf("://") + 3;
                int path = url.indexOf('/', host);
                return host < 3 || path < 0
                        ? Optional.empty()
                        : only(headers, "X-Original-Method").map(original -> new AskedRequest(original,
                                url.substring(path), url.substring(host, path), headers.getAll(HOPS),
                                headers::getAll));
            });
        }
    },

    /** Traefik's {@code forwardAuth}, Caddy's {@code forward_auth}, and HAProxy as under {@code proxies/haproxy}. */
    FORWARDED("/forwarded", false) {
        @Override
        Optional<AskedRequest> read(String method, String target, HttpHeaders headers) {
            return asked(headers, "X-Forwarded-Method", "X-Forwarded-Uri", "X-Forwarded-Host");
        }
    },

    /**
     * Envoy's {@code ext_authz} by HTTP: the request itself, its path behind a prefix. It appends its own address to
     * {@code X-Forwarded-For}, whence the viewer's is in a field that the configuration under {@code proxies/envoy} sets.
     */
    ENVOY("/envoy", false) {
        @Override
        boolean isAt(String target) {
            return target.startsWith(path() + "/");
        }

        @Override
        Optional<AskedRequest> read(String method, String target, HttpHeaders headers) {
            return only(headers, "Host").flatMap(host -> only(headers, "X-Playgate-Address").map(
                    address -> new AskedRequest(method, target.substring(path().length()), host, List.of(address),
                            headers::getAll)));
        }
    };

    private static final String HOPS = "X-Forwarded-For";

    private final String path;
    private final boolean onlyAllowsOrDenies;

    Convention(String path, boolean onlyAllowsOrDenies) {
        this.path = path;
        this.onlyAllowsOrDenies = onlyAllowsOrDenies;
    }

    static Optional<Convention> at(String target) {
        for (Convention convention : values()) {
            if (convention.isAt(target)) {
                return Optional.of(convention);
            }
        }
        return Optional.empty();
    }

    String path() {
        return path;
    }

    /** A query is none of it: Caddy leaves its viewer's there. */
    boolean isAt(String target) {
        return target.equals(path) || target.startsWith(path + "?");
    }

    /** Whether the proxy takes 401 and 403 as a refusal, and every other status as a failure of ours. */
    boolean onlyAllowsOrDenies() {
        return onlyAllowsOrDenies;
    }

    /**
     * What is asked about; empty: it does not say.
     *
     * @param method of the proxy's own request
     * @param target of the proxy's own request
     */
    abstract Optional<AskedRequest> read(String method, String target, HttpHeaders headers);

    private static Optional<AskedRequest> asked(HttpHeaders headers, String method, String target, String host) {
        return only(headers, method).flatMap(m -> only(headers, target).flatMap(t -> only(headers, host)
                .map(h -> new AskedRequest(m, t, h, headers.getAll(HOPS), headers::getAll))));
    }

    private static Optional<String> only(HttpHeaders headers, String name) {
        List<String> lines = headers.getAll(name);
        return lines.size() == 1 ? Optional.of(lines.getFirst()) : Optional.empty();
    }
}
