package dev.playgate.control.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.playgate.policy.Refusal;
import dev.playgate.policy.TokenJudgement;

/**
 * A token as the pages show it: what it says, whether or not it is true, and what is said of it.
 *
 * @param standing {@code good}, {@code bad} or {@code unknown}
 * @param verdict in words
 * @param everything whether it opens every stream of its organisation
 */
record DecodedToken(String standing, String verdict, boolean everything, List<Fact> facts) {

    private static final Map<String, String> LABELS = Map.ofEntries(Map.entry("streams", "Target: stream names"),
            Map.entry("groupid", "Target: stream group"), Map.entry("orgawide", "Target: entire organisation"),
            Map.entry("nbf", "Valid from"), Map.entry("exp", "Expires at"), Map.entry("iat", "Issued at"),
            Map.entry("revocable", "Revocation"), Map.entry("forceDisconnect", "Force disconnect on expiration"),
            Map.entry("ip", "Client IP"), Map.entry("domain", "Domain"),
            Map.entry("domainOptional", "Without a page"), Map.entry("user", "User ID"), Map.entry("tag", "Tag"),
            Map.entry("jti", "Token id"), Map.entry("sub", "Organisation id"), Map.entry("iss", "Issuer"),
            Map.entry("aud", "Audience"), Map.entry("cust", "Own data"), Map.entry("sessions", "Sessions at once"),
            Map.entry("alg", "Algorithm"), Map.entry("kid", "Key"), Map.entry("typ", "Type"));

    DecodedToken {
        facts = List.copyOf(facts);
    }

    /**
     * Something that it says.
     *
     * @param claim its name in the token
     * @param times one of those that are times, else none
     * @param failed whether the token is refused for it
     */
    record Fact(String label, String claim, String value, List<ShownTime> times, boolean failed) {

        public Fact {
            times = List.copyOf(times);
        }
    }

    static DecodedToken of(TokenText text, TokenJudgement judgement) {
        List<String> failed = judgement instanceof TokenJudgement.Refused(var reason) ? claims(reason) : List.of();
        List<Fact> facts = new ArrayList<>();
        text.members().forEach((claim, value) -> facts.add(new Fact(LABELS.getOrDefault(claim, claim), claim,
                words(claim, value), times(claim, value), failed.contains(claim))));
        return switch (judgement) {
            case TokenJudgement.InForce _ ->
                new DecodedToken("good", "This token is genuine and in force.", text.isOrganisationWide(), facts);
            case TokenJudgement.Refused(var reason) ->
                new DecodedToken("bad", Words.of(reason), text.isOrganisationWide(), facts);
            case TokenJudgement.Unavailable(var reason, _) ->
                new DecodedToken("unknown", Words.of(reason), text.isOrganisationWide(), facts);
        };
    }

    private static String words(String claim, String value) {
        boolean yes = value.equals("true");
        return switch (claim) {
            case "revocable" -> yes ? "possible" : value.equals("false") ? "not possible" : value;
            case "forceDisconnect", "orgawide" -> yes ? "yes" : value.equals("false") ? "no" : value;
            case "domainOptional" -> yes ? "allowed" : value;
            default -> value;
        };
    }

    private static List<ShownTime> times(String claim, String value) {
        boolean isTime = List.of("nbf", "exp", "iat").contains(claim) && value.matches("[0-9]{1,10}");
        return isTime ? List.of(ShownTime.of(Instant.ofEpochSecond(Long.parseLong(value)))) : List.of();
    }

    /** Of what a token is refused for by itself. */
    private static List<String> claims(Refusal reason) {
        return switch (reason) {
            case TOKEN_EXPIRED -> List.of("exp");
            case TOKEN_NOT_YET_VALID -> List.of("nbf", "iat");
            case TOKEN_ISSUER_REFUSED -> List.of("iss", "aud", "sub");
            case TOKEN_TIME_IN_MILLISECONDS -> List.of("exp", "nbf", "iat");
            case TOKEN_ALGORITHM_REFUSED -> List.of("alg");
            case TOKEN_KEY_UNKNOWN -> List.of("kid");
            case TOKEN_REVOKED -> List.of("jti");
            default -> List.of();
        };
    }
}
