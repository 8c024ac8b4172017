package dev.playgate.edge.authorize;

import java.util.List;
import java.util.function.Function;

/**
 * The request that another proxy holds and asks about, as its viewer sent it. Nothing of it has been judged.
 *
 * @param target the request line's
 * @param hops where it came by, as lines of {@code X-Forwarded-For}: the proxy's own peer is the last; none: not told
 * @param fields the values of all field lines of a name, in order; none: empty
 */
record AskedRequest(String method, String target, String host, List<String> hops,
        Function<String, List<String>> fields) {}
