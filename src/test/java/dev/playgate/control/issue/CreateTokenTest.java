package dev.playgate.control.issue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;

class CreateTokenTest {

    private static final long DAY = 86_400;

    private final TokenApi api = TokenApi.sample();

    @Test
    void whatIsNotAskedForHasItsDefault() {
        PlaybackClaims claims = api.createdClaims("{\"orgawide\":true}");

        Instant now = Instant.ofEpochSecond(TokenApi.NOW);
        assertThat(claims).isEqualTo(new PlaybackClaims(TokenApi.ISSUER, TokenApi.DEMO, claims.jti(),
                Optional.of(now), Optional.of(now), now.plusSeconds(14 * DAY), new Scope.Organisation(),
                Optional.empty(), false, List.of(), Optional.empty(), Optional.empty(), false, false));
    }

    @Test
    void whatIsAskedForIsWhatIsIssued() {
        String token = api.created("""
            {"streams":["Demo1-other","Demo1-live1"],"nbf":%d,"exp":%d,"domain":"*.Example.COM","domainOptional":true,
             "ip":["203.0.113.7","2001:db8::/32"],"user":"Zoë","tag":"spring","cust":{"b":[1,2.50,null],"a":"é"},
             "revocable":true,"forceDisconnect":true}""".formatted(TokenApi.NOW + 60, TokenApi.NOW + 600));

        PlaybackClaims claims = api.claims(token);
        assertThat(claims).isEqualTo(new PlaybackClaims(TokenApi.ISSUER, TokenApi.DEMO, claims.jti(),
                Optional.of(Instant.ofEpochSecond(TokenApi.NOW)), Optional.of(Instant.ofEpochSecond(TokenApi.NOW + 60)),
                Instant.ofEpochSecond(TokenApi.NOW + 600),
                new Scope.Streams(Set.of(new StreamName("Demo1-other"), new StreamName("Demo1-live1"))),
                DomainPattern.parse("*.example.com"), true,
                List.of(IpRange.parse("203.0.113.7").orElseThrow(), IpRange.parse("2001:db8::/32").orElseThrow()),
                Optional.of("Zoë"), Optional.of("spring"), true, true));
        assertThat(TokenApi.payloadText(token)).contains("\"cust\":{\"b\":[1,2.50,null],\"a\":\"é\"}");
    }

    @Test
    void theClaimsHaveTheNamesAndTypesOfTheContract() {
        JsonNode payload = TokenApi.payload(api.created("""
            {"groupid":"%s","domain":"example.com","ip":"203.0.113.7"}""".formatted(TokenApi.LIVE_GROUP)));

        assertThat(payload.propertyNames()).containsExactlyInAnyOrder("iss", "aud", "sub", "jti", "iat", "nbf", "exp",
                "groupid", "domain", "ip");
        assertThat(payload.get("aud").asString()).isEqualTo("splay");
        assertThat(payload.get("sub").asString()).isEqualTo(TokenApi.DEMO.toString());
        assertThat(payload.get("exp").isIntegralNumber()).isTrue();
        assertThat(payload.get("ip").asString()).isEqualTo("203.0.113.7");
    }

    @Test
    void aGroupIsATarget() {
        assertThat(api.createdClaims("{\"groupid\":\"" + TokenApi.LIVE_GROUP + "\"}").scope())
                .isEqualTo(new Scope.Group(GroupId.of(TokenApi.LIVE_GROUP)));
    }

    @Test
    void orgawideFalseIsNoTarget() {
        assertThat(api.createdClaims("{\"orgawide\":false,\"streams\":[\"Demo1-live1\",\"Demo1-live1\"]}").scope())
                .isEqualTo(new Scope.Streams(Set.of(new StreamName("Demo1-live1"))));
    }

    @Test
    void everyTokenHasItsOwnId() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            ids.add(api.createdClaims("{\"orgawide\":true}").jti());
        }

        assertThat(ids).hasSize(5).allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "0", "\"\"", "[]", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{}}}}}}}",
            "1.5E+300",
            "12345678901234567890.12345"})
    void custIsAnyJson(String cust) {
        String token = api.created("{\"orgawide\":true,\"cust\":" + cust + "}");

        assertThat(TokenApi.payloadText(token)).contains("\"cust\":" + cust);
    }

    @ParameterizedTest
    @DisplayName("A10 every parameter that is wrong is named, and what was sent is not echoed")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # the body without its braces                         | message
        ``                                                    | Parameter required: streams, groupid or orgawide
        "orgawide":false                                      | Parameter required: streams, groupid or orgawide
        "orgawide":true,"streams":["Demo1-live1"]             | Parameter invalid: streams, groupid and orgawide exclude each other
        "orgawide":true,"groupid":"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001" | Parameter invalid: streams, groupid and orgawide exclude each other
        "orgawide":"true"                                     | Parameter invalid: orgawide must be true or false
        "orgawide":1                                          | Parameter invalid: orgawide must be true or false
        "orgawide":null                                       | Parameter invalid: orgawide must be true or false
        "streams":"Demo1-live1"                               | Parameter invalid: streams must be an array of 1 to 100 strings
        "streams":[]                                          | Parameter invalid: streams must be an array of 1 to 100 strings
        "streams":null                                        | Parameter invalid: streams must be an array of 1 to 100 strings
        "streams":["Demo1-live1",7]                           | Parameter invalid: streams[1] must be a stream name
        "streams":["Demo1/live1"]                             | Parameter invalid: streams[0] must be a stream name
        "streams":[""]                                        | Parameter invalid: streams[0] must be a stream name
        "streams":["Demo1-live1","Demo1-gone1"]               | Parameter invalid: streams[1] is not a stream of this organisation
        "streams":["demo1-live1"]                             | Parameter invalid: streams[0] is not a stream of this organisation
        "streams":["Rival-live1"]                             | Parameter invalid: streams[0] is not a stream of this organisation
        "groupid":7                                           | Parameter invalid: groupid must be a UUID in lower case
        "groupid":null                                        | Parameter invalid: groupid must be a UUID in lower case
        "groupid":"8D3B6C52-0E4F-4A97-B6D8-2F1C5A9E1001"      | Parameter invalid: groupid must be a UUID in lower case
        "groupid":"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1002"      | Parameter invalid: groupid is not a stream group of this organisation
        "groupid":"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001"      | Parameter invalid: groupid is not a stream group of this organisation
        "orgawide":true,"nbf":"1782907200"                    | Parameter invalid: nbf must be a whole number of UNIX seconds
        "orgawide":true,"nbf":null                            | Parameter invalid: nbf must be a whole number of UNIX seconds
        "orgawide":true,"nbf":0                               | Parameter invalid: nbf must be a whole number of UNIX seconds
        "orgawide":true,"nbf":1782907200000                   | Parameter invalid: nbf must be in seconds, not in milliseconds
        "orgawide":true,"exp":"tomorrow"                      | Parameter invalid: exp must be a whole number of UNIX seconds
        "orgawide":true,"exp":null                            | Parameter invalid: exp must be a whole number of UNIX seconds
        "orgawide":true,"exp":-1                              | Parameter invalid: exp must be a whole number of UNIX seconds
        "orgawide":true,"exp":1782907260.5                    | Parameter invalid: exp must be a whole number of UNIX seconds
        "orgawide":true,"exp":1e10                            | Parameter invalid: exp must be a whole number of UNIX seconds
        "orgawide":true,"exp":100000000000                    | Parameter invalid: exp must be in seconds, not in milliseconds
        "orgawide":true,"exp":99999999999999999999999999      | Parameter invalid: exp must be in seconds, not in milliseconds
        "orgawide":true,"domain":7                            | Parameter invalid: domain must be a host name, or *. and a host name, without scheme, port and path, and no public suffix
        "orgawide":true,"domain":""                           | Parameter invalid: domain must be a host name, or *. and a host name, without scheme, port and path, and no public suffix
        "orgawide":true,"domain":"*"                          | Parameter invalid: domain must be a host name, or *. and a host name, without scheme, port and path, and no public suffix
        "orgawide":true,"domain":"co.uk"                      | Parameter invalid: domain must be a host name, or *. and a host name, without scheme, port and path, and no public suffix
        "orgawide":true,"domain":"https://example.com"        | Parameter invalid: domain must be a host name, or *. and a host name, without scheme, port and path, and no public suffix
        "orgawide":true,"domainOptional":true                 | Parameter invalid: domainOptional is for tokens with a domain
        "orgawide":true,"domainOptional":"yes"                | Parameter invalid: domainOptional must be true or false
        "orgawide":true,"ip":7                                | Parameter invalid: ip must be an IPv4 or IPv6 address or CIDR range, or an array of 1 to 10 of them
        "orgawide":true,"ip":null                             | Parameter invalid: ip must be an IPv4 or IPv6 address or CIDR range, or an array of 1 to 10 of them
        "orgawide":true,"ip":""                               | Parameter invalid: ip must be an IPv4 or IPv6 address or CIDR range, or an array of 1 to 10 of them
        "orgawide":true,"ip":"localhost"                      | Parameter invalid: ip must be an IPv4 or IPv6 address or CIDR range, or an array of 1 to 10 of them
        "orgawide":true,"ip":"010.0.0.1"                      | Parameter invalid: ip must be an IPv4 or IPv6 address or CIDR range, or an array of 1 to 10 of them
        "orgawide":true,"ip":"fe80::1%eth0"                   | Parameter invalid: ip must be an IPv4 or IPv6 address or CIDR range, or an array of 1 to 10 of them
        "orgawide":true,"ip":[]                               | Parameter invalid: ip must be an array of 1 to 10 strings
        "orgawide":true,"ip":["::1","::2","::3","::4","::5","::6","::7","::8","::9","::a","::b"] | Parameter invalid: ip must be an array of 1 to 10 strings
        "orgawide":true,"ip":["::1",[]]                       | Parameter invalid: ip[1] must be an IPv4 or IPv6 address or CIDR range
        "orgawide":true,"ip":["10.0.0.0/33"]                  | Parameter invalid: ip[0] must be an IPv4 or IPv6 address or CIDR range
        "orgawide":true,"user":7                              | Parameter invalid: user must be a string of at most 256 characters without control characters
        "orgawide":true,"user":null                           | Parameter invalid: user must be a string of at most 256 characters without control characters
        "orgawide":true,"user":"a\\nb"                        | Parameter invalid: user must be a string of at most 256 characters without control characters
        "orgawide":true,"user":"\\ud800"                      | Parameter invalid: user must be a string of at most 256 characters without control characters
        "orgawide":true,"tag":["a"]                           | Parameter invalid: tag must be a string of at most 256 characters without control characters
        "orgawide":true,"tag":"\\u007f"                       | Parameter invalid: tag must be a string of at most 256 characters without control characters
        "orgawide":true,"revocable":"true"                    | Parameter invalid: revocable must be true or false
        "orgawide":true,"revocable":null                      | Parameter invalid: revocable must be true or false
        "orgawide":true,"forceDisconnect":1                   | Parameter invalid: forceDisconnect must be true or false
        "orgawide":true,"forceDisconnect":null                | Parameter invalid: forceDisconnect must be true or false
        "orgawide":true,"sessions":0                          | Parameter invalid: sessions must be a whole number from 1 to 1000
        "orgawide":true,"sessions":1001                       | Parameter invalid: sessions must be a whole number from 1 to 1000
        "orgawide":true,"colour":"red"                        | Parameter unknown: colour
        "orgawide":true,"Exp":1782907260                      | Parameter unknown: Exp
        "orgawide":true,"aaaa.bbbb.cccc":1                    | Parameter unknown, and its name is none
        "orgawide":true,"":1                                  | Parameter unknown, and its name is none
        "orgawide":true,"cust":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":1}}}}}}}} | Parameter invalid: cust must be JSON of at most 7 levels and finite numbers, with which the token has at most 64 members and 4096 characters
        "orgawide":true,"cust":1e999                          | Parameter invalid: cust must be JSON of at most 7 levels and finite numbers, with which the token has at most 64 members and 4096 characters
        "orgawide":true,"cust":"\\udc00"                      | Parameter invalid: cust must be JSON of at most 7 levels and finite numbers, with which the token has at most 64 members and 4096 characters
        """)
    void aParameterThatIsWrongIsNamed(String members, String message) {
        assertInvalid("{" + members + "}", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "tag"})
    void aTextOfMoreThan256CharactersIsRefused(String parameter) {
        String body = "{\"orgawide\":true,\"" + parameter + "\":\"%s\"}";

        assertThat(TokenApi.payload(api.created(body.formatted("x".repeat(256)))).get(parameter).asString())
                .hasSize(256);
        assertInvalid(body.formatted("x".repeat(257)), "Parameter invalid: " + parameter
                + " must be a string of at most 256 characters without control characters");
    }

    @Test
    void a6_aTokenThatWouldBeTooLargeIsRefusedNamingCust() {
        String body = "{\"orgawide\":true,\"cust\":\"%s\"}";

        assertThat(api.created(body.formatted("x".repeat(2300)))).hasSizeLessThanOrEqualTo(4096);
        assertInvalid(body.formatted("x".repeat(2700)), "Parameter invalid: cust must be JSON of at most 7 levels and"
                + " finite numbers, with which the token has at most 64 members and 4096 characters");
    }

    @Test
    void moreThan100StreamsAreRefused() {
        String name = "\"Demo1-live1\",";

        assertInvalid("{\"streams\":[" + name.repeat(100) + "\"Demo1-live1\"]}",
                "Parameter invalid: streams must be an array of 1 to 100 strings");
    }

    @Test
    void streamsThatDoNotFitIntoATokenAreRefusedNamingThem() {
        StringBuilder streams = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int i = 100; i < 200; i++) {
            String name = "Demo1-" + "x".repeat(50) + i;
            String id = "00000000-0000-4000-8000-000000000" + i;
            streams.append("      - {id: %s, streams: [{name: %s, id: %s}]}%n".formatted(id, name, id));
            names.append(i == 100 ? "\"" : ",\"").append(name).append('"');
        }
        api.registryIs(
                Optional.of(TokenApi.sampleRegistry().replaceFirst("(?m)^    groups:\n", "    groups:\n" + streams)));

        assertInvalid("{\"streams\":[" + names + "]}",
                "Parameter invalid: streams must be shorter: the token has at most 4096 characters");
    }

    @Test
    void aDeletedStreamIsNoStreamOfTheOrganisation() {
        api.registryIs(Optional.of(TokenApi.sampleRegistry().replace("state: live", "state: deleted")));

        assertInvalid("{\"streams\":[\"Demo1-live1\"]}",
                "Parameter invalid: streams[0] is not a stream of this organisation");
        assertInvalid("{\"groupid\":\"" + TokenApi.LIVE_GROUP + "\"}",
                "Parameter invalid: groupid is not a stream group of this organisation");
    }

    private void assertInvalid(String body, String message) {
        JsonNode answer = TokenApi.bodyOf(api.create(body).expectStatus().isBadRequest());
        assertThat(answer).hasToString("{\"success\":false,\"errorCode\":1000,\"message\":\"" + message + "\"}");
    }
}
