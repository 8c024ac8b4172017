package dev.playgate.edge.express;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.token.SigningKey;
import dev.playgate.token.TokenSigner;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** What stands in braces in a request, such as <code>{token}</code>. */
final class Words {

    private static final Pattern WORD = Pattern.compile("\\{([a-z]+)([0-9]*)}");
    private static final Scope STREAMS = new Scope.Streams(
            Set.of(new StreamName("Demo1-live1"), new StreamName("Demo1-live2")));

    private final Map<String, String> tokens = new HashMap<>();

    private record Claims(String organisation, Scope scope, Instant issuedAt, Instant expiresAt,
            Optional<DomainPattern> domain, List<IpRange> addresses) {

        Claims until(Instant end) {
            return new Claims(organisation, scope, issuedAt, end, domain, addresses);
        }

        Claims from(Instant start) {
            return new Claims(organisation, scope, start, expiresAt, domain, addresses);
        }

        Claims over(Scope other) {
            return new Claims(organisation, other, issuedAt, expiresAt, domain, addresses);
        }

        Claims of(String other) {
            return new Claims(other, scope, issuedAt, expiresAt, domain, addresses);
        }

        Claims on(String page) {
            return new Claims(organisation, scope, issuedAt, expiresAt, DomainPattern.parse(page), addresses);
        }

        Claims at(String range) {
            return new Claims(organisation, scope, issuedAt, expiresAt, domain,
                    IpRange.parse(range).stream().toList());
        }

        PlaybackClaims playback() {
            return new PlaybackClaims("playgate", OrganisationId.of(organisation),
                    UUID.randomUUID().toString(), Optional.of(issuedAt), Optional.of(issuedAt), expiresAt, scope,
                    domain, false, addresses, Optional.empty(), Optional.empty(), false, false);
        }
    }

    /** Tokens that are in force for an hour, or were. */
    Words(SigningKey key, Instant now) {
        Claims valid = new Claims("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001", STREAMS, now.minusSeconds(60),
                now.plusSeconds(3600), Optional.empty(), List.of());
        Map.<String, UnaryOperator<Claims>>of("token", claims -> claims, "second", claims -> claims,
                "expired", claims -> claims.until(now.minusSeconds(1)), "early",
                claims -> claims.from(now.plusSeconds(1800)),
                "wide", claims -> claims.over(new Scope.Organisation()), "rival",
                claims -> claims.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002"),
                "paged", claims -> claims.on("shop.example"), "here", claims -> claims.at("127.0.0.0/8"), "elsewhere",
                claims -> claims.at("192.0.2.7"))
                .forEach((name, spoil) -> tokens.put(name, new TokenSigner()
                        .sign(spoil.apply(valid).playback(), Optional.empty(), key).orElseThrow().text()));
        String token = tokens.getOrDefault("token", "");
        tokens.put("forged", token.substring(0, token.length() - 8) + "AAAAAAAA");
        tokens.put("unsigned", token.substring(0, token.lastIndexOf('.') + 1));
    }

    /** @param number the conversation's */
    String in(String text, int number, int worker) {
        return WORD.matcher(text).replaceAll(word -> switch (word.group(1)) {
            case "w" -> String.valueOf(worker);
            case "m" -> "c" + number + "r" + word.group(2) + "x";
            default -> tokens.getOrDefault(word.group(1), word.group());
        });
    }
}
