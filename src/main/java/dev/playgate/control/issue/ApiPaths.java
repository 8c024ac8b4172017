package dev.playgate.control.issue;

/** Where the calls are (product section 4). */
final class ApiPaths {

    static final String CREATE = "/api/v1/splay";
    static final String VERIFY = "/api/v1/splay/verify";

    /** Everything that is an API's, so that it fails in the API's envelope. */
    static final String ALL = "/api/**";

    private ApiPaths() {
    }
}
