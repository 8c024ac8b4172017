package dev.playgate.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.stream.StreamName;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's table of claims says what is written. */
class ClaimTableTest {

    private static final Pattern CLAIM = Pattern.compile("`([A-Za-z]+)`");
    private static final List<Scope> TARGETS = List.of(new Scope.Streams(Set.of(new StreamName("Demo1-live1"))),
            new Scope.Group(TestTokens.GROUP), new Scope.Organisation());
    private static final List<List<IpRange>> ADDRESSES = List.of(
            List.of(IpRange.parse("203.0.113.7").orElseThrow()),
            List.of(IpRange.parse("203.0.113.7").orElseThrow(), IpRange.parse("2001:db8::/32").orElseThrow()));

    @TempDir
    Path directory;

    @Test
    void theTableHasEveryClaimThatIsWrittenWithItsTypesAndNoOther() throws IOException, KeyMaterialException {
        Map<String, Set<String>> written = new TreeMap<>();
        SigningKey key = key();
        for (Scope target : TARGETS) {
            for (List<IpRange> addresses : ADDRESSES) {
                JsonNode claims = claims(target, addresses, key);
                claims.forEachEntry((name, value) -> written.computeIfAbsent(name, _ -> new TreeSet<>())
                        .add(type(name, value)));
            }
        }
        assertThat(table()).isEqualTo(written);
    }

    private SigningKey key() throws IOException, KeyMaterialException {
        Path file = directory.resolve("signing.jwks");
        SigningKeyFile.generateIfMissing(file);
        return SigningKeys.parse(Files.readString(file), TokenAlgorithm.EDDSA).issuing();
    }

    private static JsonNode claims(Scope target, List<IpRange> addresses, SigningKey key) {
        PlaybackClaims claims = new PlaybackClaims(TestTokens.ISSUER, TestTokens.DEMO, "jti-1",
                Optional.of(TestTokens.ISSUED), Optional.of(TestTokens.ISSUED), TestTokens.EXPIRES, target,
                DomainPattern.parse("www.demo.example"), true, addresses, Optional.of("alice"), Optional.of("tag"),
                true, true, Optional.of(3));
        String text = new TokenSigner().sign(claims, Optional.of("{}"), key).orElseThrow().text();
        byte[] payload = Base64.getUrlDecoder().decode(text.split("\\.", -1)[1]);
        return JsonMapper.shared().readTree(new String(payload, StandardCharsets.UTF_8));
    }

    private static String type(String claim, JsonNode value) {
        if (claim.equals("cust")) {
            return "any JSON";
        }
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case ARRAY -> "string[]";
            case BOOLEAN -> value.asString();
            default -> throw new AssertionError(claim + " is " + value.getNodeType());
        };
    }

    /** Claims and their types below the heading "The token". */
    private static Map<String, Set<String>> table() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        Map<String, Set<String>> claims = new TreeMap<>();
        lines.subList(lines.indexOf("### The token"), lines.size()).stream().dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|")).skip(2).map(line -> line.split("\\|", -1))
                .forEach(cells -> names(cells[1]).forEach(name -> assertThat(
                        claims.put(name, new TreeSet<>(List.of(cells[2].strip().split(" or ", -1))))).as(name)
                        .isNull()));
        return claims;
    }

    private static Stream<String> names(String cell) {
        return CLAIM.matcher(cell).results().map((MatchResult match) -> match.group(1));
    }
}
