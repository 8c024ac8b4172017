package dev.playgate.policy;

import java.util.List;
import java.util.Set;

/**
 * A token, a request and a world in plain words and numbers, which the {@link NaiveOracle} and the
 * {@link GatekeeperOracleTest} each read in their own way. Times are seconds from {@link Playout#NOW}, at which a
 * session is entered and the registry was confirmed.
 */
record Scenario(Token token, Limits limits, World world, Rule rule, Request entry, Request request,
        Credential credential) {

    /** What a request presents. */
    enum Credential {
        NOTHING, TOKEN, TICKET, TICKET_AND_ITS_TOKEN, TICKET_AND_ANOTHER_TOKEN, TWO_TOKENS
    }

    enum Signer {
        PLATFORM, OWN, STRANGER
    }

    enum Guardian {
        NONE, DENIES_ADDRESSES, DENIES_PAGES, ALLOWS_PAGES
    }

    /**
     * What it opens and when.
     *
     * @param organisation Demo or Rival
     * @param group the group of this stream; empty: see {@code streams}
     * @param streams empty: the whole organisation, unless there is a group
     */
    record Token(String organisation, Signer signer, String group, Set<String> streams, int issuedAt, int notBefore,
            int expiresAt, boolean forceDisconnect) {}

    /**
     * Where it is good, and for whom.
     *
     * @param domain empty: none; so are user and tag
     */
    record Limits(String domain, boolean domainOptional, List<String> addresses, String user, String tag) {}

    /**
     * What Demo has revoked with one rule.
     *
     * @param isThere whether there is a rule at all
     * @param user empty: not named; so are tag, stream, and the group of a stream
     */
    record Rule(boolean isThere, String user, String tag, String stream, String group, int issuedBefore, int until) {

        static final Rule NONE = new Rule(false, "", "", "", "", 0, 0);
    }

    /**
     * What has become of the sample by the time of the request; at the entry it is as it was.
     *
     * @param shadow of those that are secure
     */
    record World(Set<String> secure, Set<String> shadow, String changedStream, String state, boolean revoked,
            boolean platformKeyRemoved,
            Guardian guardian, boolean missingPageAllowed) {}

    /**
     * @param page a host, or "missing", or "unusable"
     * @param address a literal, or "unknown"
     */
    record Request(String stream, String page, String address, int time) {}
}
