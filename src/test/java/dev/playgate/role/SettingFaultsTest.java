package dev.playgate.role;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.policy.PolicySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A configuration with faults is refused, with all of them named at once. */
class SettingFaultsTest {

    /** A setting, a bad value, and the line that names the fault. */
    private static final String FAULTS = """
        registry.sample-keys             | maybe      | registry.sample-keys: is none of REFUSED, ACCEPTED
        keys.issuer                      | ' '        | keys: issuer is empty
        keys.algorithm                   | HS256      | keys.algorithm: is none of RS256, ES256, EDDSA
        keys.generate                    | perhaps    | keys.generate: Invalid boolean value 'perhaps'
        tickets.generate                 | perhaps    | tickets.generate: Invalid boolean value 'perhaps'
        tickets.max-bytes                | 1048575    | tickets: maxBytes is less than 1048576
        tokens.default-lifetime          | 366d       | tokens: default-lifetime must not be longer than max-lifetime
        tokens.max-lifetime              | soon       | tokens.max-lifetime: 'soon' is not a valid duration
        policy.leeway                    | 61s        | policy: leeway is not between 0 and 60 s
        policy.missing-page-allowed      | perhaps    | policy.missing-page-allowed: Invalid boolean value 'perhaps'
        policy.maximum-staleness         | 0s         | policy: maximum-staleness is not positive
        policy.maximum-session           | 999ms      | policy: maximum-session is less than 1 s
        proofs.max-bytes                 | 1          | proofs: maxBytes is less than 1048576
        proofs.failures-per-source       | 0          | proofs: failuresPerSource is less than 1
        playout.denied-status            | 404        | playout: denied-status is neither 403 nor 401
        playout.trusted-proxies          | localhost  | playout: trusted-proxies: an entry is neither an address nor a CIDR range: localhost
        playout.maximum-playlist         | 65MB       | playout: maximum-playlist is not between 1 KB and 64 MB
        playout.credential-parameters    | stream     | playout: credential parameter "stream" is given twice, or names a stream, group or source
        playout.credential-parameters    | ticket     | playout: credential parameter "ticket" is given twice, or names a stream, group or source
        playout.credential-parameters    | ''         | playout: credential-parameters is empty: no player could send a token
        playout.cookies                  | playgate_ticket | playout: cookies: playgate_ticket is the cookie of tickets
        origin.connect-timeout           | 0s         | origin: connect-timeout is not between 1 ms and 1 h
        origin.first-byte-timeout        | 61m        | origin: first-byte-timeout is not between 1 ms and 1 h
        origin.stall-timeout             | -1s        | origin: stall-timeout is not between 1 ms and 1 h
        origin.maximum-connections       | 0          | origin: maximum-connections is less than 1
        origin.idle-timeout              | 0s         | origin: idle-timeout is not between 1 ms and 1 h
        connections.maximum              | 0          | connections: maximum is less than 1
        connections.silence              | 99ms       | connections: silence is not between 100 ms and 1 h
        connections.head                 | 2h         | connections: head is not between 100 ms and 1 h
        connections.maximum-request-line | 1023B      | connections: maximum-request-line is not between 1 KB and 1 MB
        connections.maximum-headers      | 2MB        | connections: maximum-headers is not between 1 KB and 1 MB
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = FAULTS)
    void aFaultIsNamed(String setting, String value, String fault) {
        assertThat(faults("playgate." + setting + "=" + value)).containsExactly("playgate." + fault);
    }

    @Test
    void theFaultsOfAllSectionsComeAtOnce() {
        assertThat(faults("playgate.registry.sample-keys=maybe", "playgate.keys.algorithm=none",
                "playgate.tickets.generate=perhaps", "playgate.tokens.max-lifetime=soon", "playgate.policy.leeway=2m",
                "playgate.proofs.max-bytes=1", "playgate.playout.denied-status=404",
                "playgate.origin.maximum-connections=many", "playgate.connections.silence=0s",
                "playgate.connections.maximun=2"))
                .extracting(fault -> fault.substring("playgate.".length(), fault.indexOf(':')))
                .containsExactly("registry.sample-keys", "keys.algorithm", "tickets.generate", "tokens.max-lifetime",
                        "policy", "proofs", "playout", "origin.maximum-connections", "connections",
                        "connections.maximun");
    }

    @Test
    void theFaultsOfOneSectionComeAtOnce() {
        assertThat(faults("playgate.origin.connect-timeout=soon", "playgate.origin.maximum-connections=many",
                "playgate.origin.idle-timeout=late")).hasSize(3);
        assertThat(faults("playgate.policy.leeway=2m", "playgate.policy.maximum-session=0s")).singleElement().asString()
                .contains("leeway", "maximum-session");
        assertThat(faults("playgate.connections.maximum-request-line=long", "playgate.connections.maximum=many"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy.leeway", "keys.algorithm", "tokens.max-lifetime", "playout.maximum-playlist",
            "connections.silence", "proofs.max-age",
            "registry.sample-keys"})
    void aValueThatIsEmptyIsMissing(String setting) {
        assertThat(faults("playgate." + setting + "=")).containsExactly("playgate." + setting + ": has no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin.maximum-connections", "playout.denied-status"})
    void aNumberThatIsEmptyIsMissing(String setting) {
        assertThat(faults("playgate." + setting + "=")).singleElement().asString()
                .startsWith("playgate." + setting + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy.leway=1s", "polcy.leeway=1s", "leeway=1s", "playout.forms[0].medum=HLS",
            "keys.remote.url=https://a.example/", "policy.leeway.seconds=1", "demo.origin-prt=1"})
    void aKeyThatNobodyReadsIsNamed(String setting) {
        String key = setting.substring(0, setting.indexOf('='));
        assertThat(faults("playgate." + setting)).contains("playgate." + key + ": there is no such setting");
    }

    @Test
    void theKeysOfTheDemoAreKnown() {
        assertThatCode(() -> Shipped.with("playgate.demo.origin-port=0", "playgate.demo.origin-log=x"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsNotOursIsNotJudged() {
        assertThatCode(() -> Shipped.with("server.prt=1", "playgates.x=1")).doesNotThrowAnyException();
    }

    @Test
    void aPartOfARemoteKeySetMakesItsOtherPartsMissing() {
        assertThat(faults("playgate.keys.remote.uri=https://issuer.example/jwks.json")).containsExactlyInAnyOrder(
                "playgate.keys.remote.allow-plain-http: has no value",
                "playgate.keys.remote.refresh-every: has no value",
                "playgate.keys.remote.max-staleness: has no value", "playgate.keys.remote.timeout: has no value");
    }

    @Test
    void theRemoteKeySetIsJudgedAtStart() {
        assertThat(faults("playgate.keys.remote.uri=ftp://issuer.example/jwks.json",
                "playgate.keys.remote.allow-plain-http=false", "playgate.keys.remote.refresh-every=1s",
                "playgate.keys.remote.max-staleness=24h", "playgate.keys.remote.timeout=5s")).singleElement().asString()
                .startsWith("playgate.keys: remote: ").contains("uri", "refreshEvery");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        path   |            | the path prefix starts with a slash
        path   | hls/       | the path prefix starts with a slash
        path   | /hls       | the path prefix ends with a slash
        medium | VIDEO      | forms[0].medium: is none of HLS, PROGRESSIVE, DASH, RECORDING
        origin |            | there are 1 to 16 origins
        origin | ftp://a.b/ | the origin is an http or https URL
        """)
    void aFaultOfAPlayoutFormIsNamed(String key, @Nullable String value, String fault) {
        List<String> settings = new ArrayList<>(List.of("playgate.playout.forms[0].path=/hls/",
                "playgate.playout.forms[0].medium=HLS", "playgate.playout.forms[0].origin=http://127.0.0.1:8090"));
        settings.removeIf(setting -> setting.contains("." + key + "="));
        settings.add("playgate.playout.forms[0]." + key + "=" + (value == null ? "" : value));
        assertThat(faults(settings.toArray(String[]::new))).singleElement().asString().startsWith("playgate.playout")
                .contains(fault);
    }

    @ParameterizedTest
    @CsvSource({"port=70000, a port is not between 0 and 65535: 70000",
            "address=localhost, an address is no literal: localhost",
            "proxy-protocol=10.0.0.0/40, proxy-protocol: an entry is neither an address nor a CIDR range: 10.0.0.0/40"})
    void aFaultOfAListenerIsNamed(String setting, String fault) {
        String port = setting.startsWith("port=") ? setting : "port=8443";
        assertThat(faults(Stream.of(setting, port).distinct().map("playgate.listeners[0]."::concat)
                .toArray(String[]::new)))
                .containsExactly("playgate: listeners: " + fault);
    }

    @Test
    void b8_http2CannotBeTurnedOn() {
        assertThat(faults("server.http2.enabled=true")).singleElement().asString()
                .startsWith("server.http2.enabled: ");
    }

    @Test
    void theDemoSaysWhatToDoAboutTlsAndTheProxyProtocolOnItsPort() {
        assertThat(faults("spring.profiles.active=demo", "server.ssl.bundle=viewers",
                "playgate.connections.proxy-protocol=10.0.0.0/8")).satisfiesExactly(
                        tls -> assertThat(tls).startsWith("server.ssl.bundle: ").contains("playgate.listeners"),
                        proxy -> assertThat(proxy).startsWith("playgate.connections.proxy-protocol: ")
                                .contains("playgate.listeners"));
        Shipped.with("server.ssl.bundle=viewers", "playgate.connections.proxy-protocol=10.0.0.0/8");
    }

    @Test
    void twoPlayoutFormsThatOnePathCouldMeanAreAFault() {
        assertThat(faults("playgate.playout.forms[0].path=/hls/", "playgate.playout.forms[0].medium=HLS",
                "playgate.playout.forms[0].origin=http://127.0.0.1:8090", "playgate.playout.forms[1].path=/hls/",
                "playgate.playout.forms[1].medium=HLS", "playgate.playout.forms[1].origin=http://127.0.0.1:8091"))
                .containsExactly("playgate.playout: two playout forms have the path prefix /hls/");
    }

    @Test
    void aVariableOfTheEnvironmentIsASetting() {
        assertThat(Shipped.withVariables("PLAYGATE_KEYS_ISSUER=https://tokens.example").get(KeyProperties.class)
                .issuer()).isEqualTo("https://tokens.example");
        assertThat(Shipped.withVariables("PLAYGATE_POLICY_MAXIMUM_SESSION=1h").get(PolicySettings.class)
                .maximumSession()).isEqualTo(Duration.ofHours(1));
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> Shipped.withVariables("PLAYGATE_POLICY_LEEWAY=2m"))
                .withMessageContaining("playgate.policy: leeway");
    }

    @Test
    void theVariablesThatKubernetesNamesAfterServicesAreNoFaults() {
        for (String service : List.of("PLAYGATE", "PLAYGATE_ORIGIN", "PLAYGATE_REGISTRY", "PLAYGATE_KEYS",
                "PLAYGATE_PLAYOUT", "PLAYGATE_CONNECTIONS", "PLAYGATE_CONTROL", "PLAYGATE_KEYS_REMOTE")) {
            assertThatCode(() -> Shipped.withVariables(service + "_PORT=tcp://10.0.0.1:8080",
                    service + "_SERVICE_HOST=10.0.0.1", service + "_SERVICE_PORT=8080",
                    service + "_SERVICE_PORT_HTTP=8080", service + "_PORT_8080_TCP=tcp://10.0.0.1:8080",
                    service + "_PORT_8080_TCP_PROTO=tcp", service + "_PORT_8080_TCP_PORT=8080",
                    service + "_PORT_8080_TCP_ADDR=10.0.0.1")).as(service).doesNotThrowAnyException();
        }
    }

    private static List<String> faults(String... settings) {
        try {
            Shipped.with(settings);
        } catch (InvalidSettingsException e) {
            return e.faults();
        }
        throw new AssertionError("no fault in " + List.of(settings));
    }
}
