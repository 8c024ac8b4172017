package dev.playgate.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.playgate.policy.Scenario.Credential;
import dev.playgate.policy.Scenario.Guardian;
import dev.playgate.policy.Scenario.Limits;
import dev.playgate.policy.Scenario.Request;
import dev.playgate.policy.Scenario.Rule;
import dev.playgate.policy.Scenario.Token;
import dev.playgate.policy.Scenario.World;

/** The rules of the product written down once more, over plain words, with nothing of the production code. */
final class NaiveOracle {

    static final Set<String> SECURE = Set.of("Demo", "Rival");
    static final Map<String, String> GROUP_OF = Map.of("Demo1-live1", "Demo1-live1", "Demo1-live2", "Demo1-live1",
            "Demo1-other", "Demo1-other", "Rival-live1", "Rival-live1", "Open1-live1", "Open1-live1");
    static final World UNCHANGED = new World(SECURE, Set.of(), "", "LIVE", false, false, Guardian.NONE, false);
    static final String DENIED_NETWORK = "192.0.2.";
    static final String DENIED_PAGE = "evil.demo.example";

    private static final int LEEWAY = 10;
    private static final int LONGEST_SESSION = 12 * 3600;
    private static final int LONGEST_STALENESS = 24 * 3600;

    private NaiveOracle() {
    }

    /** What is let through, be it that enforcement would refuse it. */
    static boolean admits(Scenario s) {
        return enforcementAdmits(s) || isShadowed(s);
    }

    /** Whether the organisation wants to know only what would be refused, and nothing else closes the stream. */
    private static boolean isShadowed(Scenario s) {
        String owner = ownerOf(s.request().stream());
        boolean unknown = !GROUP_OF.containsKey(s.request().stream()) || is(s, "DELETED");
        return s.world().secure().contains(owner) && s.world().shadow().contains(owner) && !unknown
                && !is(s, "LOCKED") && guardianAllows(s.world(), s.request(), true);
    }

    static boolean enforcementAdmits(Scenario s) {
        boolean unknown = !GROUP_OF.containsKey(s.request().stream()) || is(s, "DELETED");
        String owner = ownerOf(s.request().stream());
        if (s.credential() == Credential.TWO_TOKENS) {
            return false;
        }
        if (!unknown && !s.world().secure().contains(owner)) {
            return !is(s, "LOCKED") && guardianAllows(s.world(), s.request(), true);
        }
        if (unknown || is(s, "LOCKED") || !s.token().organisation().equals(owner)) {
            return false;
        }
        boolean ticket = s.credential() == Credential.TICKET || s.credential() == Credential.TICKET_AND_ITS_TOKEN;
        boolean presented = ticket || s.credential() == Credential.TOKEN;
        boolean revoked = owner.equals("Demo") && (s.world().revoked() || isHit(s));
        return presented && isGenuine(s) && !revoked
                && guardianAllows(s.world(), s.request(), !ticket)
                && (ticket ? ticketOpens(s) : tokenOpens(s));
    }

    /** Whether the session that a ticket is of could be entered at all. */
    static boolean enters(Scenario s) {
        return s.token().organisation().equals(ownerOf(s.entry().stream()))
                && admits(new Scenario(s.token(), s.limits(), UNCHANGED, Rule.NONE, s.entry(), s.entry(),
                        Credential.TOKEN));
    }

    private static boolean isHit(Scenario s) {
        Rule rule = s.rule();
        String group = GROUP_OF.getOrDefault(s.request().stream(), "");
        return rule.isThere() && s.token().issuedAt() < rule.issuedBefore() && s.request().time() < rule.until()
                && (rule.user().isEmpty() || rule.user().equals(s.limits().user()))
                && (rule.tag().isEmpty() || rule.tag().equals(s.limits().tag()))
                && (rule.stream().isEmpty() || rule.stream().equals(s.request().stream()))
                && (rule.group().isEmpty() || group.equals(GROUP_OF.get(rule.group())));
    }

    private static boolean tokenOpens(Scenario s) {
        Token token = s.token();
        int now = s.request().time();
        String page = s.request().page();
        boolean pageMatches = s.limits().domain().isEmpty() || matches(s.limits().domain(), page)
                || (page.equals("missing") && (s.limits().domainOptional() || s.world().missingPageAllowed()));
        return covers(token, s.request().stream()) && now < token.expiresAt() && token.issuedAt() <= now + LEEWAY
                && token.notBefore() <= now + LEEWAY && now <= LONGEST_STALENESS && pageMatches
                && (s.limits().addresses().isEmpty() || isWithin(s.limits().addresses(), s.request().address()));
    }

    private static boolean ticketOpens(Scenario s) {
        String stream = s.request().stream();
        int end = s.token().forceDisconnect() ? Math.min(s.token().expiresAt(), LONGEST_SESSION) : LONGEST_SESSION;
        boolean sameGroup = GROUP_OF.getOrDefault(stream, "").equals(GROUP_OF.get(s.entry().stream()));
        String page = s.request().page();
        boolean pageMatches = s.limits().domain().isEmpty() || page.equals("missing")
                || matches(s.limits().domain(), page);
        return sameGroup && covers(s.token(), stream) && s.request().time() < end && pageMatches && isWhereItEntered(s);
    }

    /** Within the first of the token's addresses that the entry was within. */
    private static boolean isWhereItEntered(Scenario s) {
        Limits limits = s.limits();
        for (String range : limits.addresses()) {
            if (isWithin(List.of(range), s.entry().address())) {
                return isWithin(List.of(range), s.request().address());
            }
        }
        return limits.addresses().isEmpty();
    }

    private static boolean isGenuine(Scenario s) {
        return switch (s.token().signer()) {
            case PLATFORM -> !s.world().platformKeyRemoved();
            case OWN -> s.token().organisation().equals("Demo");
            case STRANGER -> false;
        };
    }

    private static boolean covers(Token token, String stream) {
        if (!token.group().isEmpty()) {
            return GROUP_OF.getOrDefault(stream, "").equals(GROUP_OF.get(token.group()));
        }
        return token.streams().isEmpty() || token.streams().contains(stream);
    }

    private static boolean guardianAllows(World world, Request request, boolean entry) {
        String page = request.page();
        return switch (world.guardian()) {
            case NONE -> true;
            case DENIES_ADDRESSES -> !request.address().startsWith(DENIED_NETWORK);
            case DENIES_PAGES -> !page.equals(DENIED_PAGE);
            case ALLOWS_PAGES -> page.endsWith(".demo.example") || (page.equals("missing") && !entry);
        };
    }

    private static boolean matches(String domain, String page) {
        return domain.startsWith("*.") ? page.endsWith(domain.substring(1)) : page.equals(domain);
    }

    private static boolean isWithin(List<String> ranges, String address) {
        return ranges.stream().anyMatch(range -> range.endsWith("/24")
                ? address.startsWith(range.substring(0, range.indexOf("0/24")))
                : address.equals(range));
    }

    private static boolean is(Scenario s, String state) {
        return s.request().stream().equals(s.world().changedStream()) && s.world().state().equals(state);
    }

    static String ownerOf(String stream) {
        return stream.substring(0, stream.indexOf('-')).replace("1", "");
    }
}
