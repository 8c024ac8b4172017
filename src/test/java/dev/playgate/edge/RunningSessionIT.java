package dev.playgate.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWKSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.GuardianRule;
import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.OwnKeys;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.token.Scope;
import dev.playgate.token.SigningKeyFile;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TokenAlgorithm;
import dev.playgate.token.TokenSigner;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Security E4: an endless body is cut when its right ends, and no other is. */
@ParameterizedClass
@EnumSource(MediaPath.class)
class RunningSessionIT {

    private static final String PAGE = "www.demo.example";
    private static final String PART = "4\r\nmdat\r\n";
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final RunningEdge edge;

    RunningSessionIT(MediaPath path) {
        edge = path.edge();
    }

    /** An organisation of one stream, so that what changes is nobody else's business. */
    record Tenant(RunningEdge edge, OrganisationId id, StreamName stream, String hash) {

        static Tenant create(RunningEdge edge, boolean secure) {
            UUID id = UUID.randomUUID();
            String hash = id.toString().substring(0, 5);
            Tenant tenant = new Tenant(edge, new OrganisationId(id), new StreamName(hash + "-live1"), hash);
            edge.change(tenant.enabled(secure));
            edge.change(tenant.state(StreamState.LIVE));
            return tenant;
        }

        CatalogChange enabled(boolean secure) {
            return put(secure ? Set.of(Feature.SECURE) : Set.of(), Optional.empty());
        }

        CatalogChange limited(int sessions) {
            return CatalogChange.put(new CatalogEntry.OfOrganisation(new Organisation(id, hash, hash,
                    Set.of(Feature.SECURE), false, Optional.empty(), Optional.of(sessions), Optional.empty())));
        }

        CatalogChange ownKeys(String jwkSet) {
            return put(Set.of(Feature.SECURE), Optional.of(new OwnKeys(Optional.empty(), jwkSet)));
        }

        CatalogChange put(Set<Feature> features, Optional<OwnKeys> keys) {
            return CatalogChange.put(new CatalogEntry.OfOrganisation(
                    new Organisation(id, hash, hash, features, false, keys)));
        }

        CatalogChange state(StreamState state) {
            return CatalogChange.put(new CatalogEntry.OfStream(new dev.playgate.stream.Stream(id.value(), stream,
                    new GroupId(id.value()), id, state)));
        }

        CatalogChange guardian(GuardianRule.Subject subject) {
            return CatalogChange.put(new CatalogEntry.OfGuardianRule(new GuardianRule(id, UUID.randomUUID(), subject)));
        }

        SampleToken token(boolean forceDisconnect) {
            Instant now = edge.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            return new SampleToken(id, new Scope.Organisation(), now, now.plus(LIFETIME), forceDisconnect,
                    List.of());
        }
    }

    /** Who plays an endless body. */
    private static final class Viewer implements AutoCloseable {

        private final CountDownLatch originReleased = new CountDownLatch(1);
        private final Socket socket;
        private final InputStream in;

        /** Returns when the body has begun. */
        Viewer(Tenant tenant, String query) throws IOException {
            this("/vod/", tenant, query);
        }

        Viewer(String form, Tenant tenant, String query) throws IOException {
            String marker = tenant.edge().origin().script(this::endless);
            socket = tenant.edge()
                    .send(tenant.edge().request("GET", form + tenant.stream() + "/" + marker + ".mp4" + query,
                            "Origin: https://" + PAGE));
            in = socket.getInputStream();
            String head = read("\r\n\r\n");
            assertThat(head).startsWith("HTTP/1.1 200 ");
            read("mdat");
        }

        private void endless(OriginCall call) throws IOException {
            call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Transfer-Encoding: chunked"));
            call.socket().setSoTimeout(50);
            int received = 0;
            try {
                while (received >= 0) {
                    call.send(PART);
                    try {
                        received = call.in().read();
                    } catch (SocketTimeoutException _) {
                        received = 0;
                    }
                }
            } finally {
                // Whether the connection ends or is reset depends on whether a part was on its way.
                originReleased.countDown();
            }
        }

        private String read(String end) throws IOException {
            StringBuilder text = new StringBuilder();
            while (!text.toString().endsWith(end)) {
                int next = in.read();
                assertThat(next).as("after %s", text).isNotNegative();
                text.append((char) next);
            }
            return text.toString();
        }

        void assertCut() throws Exception {
            String rest;
            try {
                rest = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException _) {
                rest = "reset";
            }
            assertThat(rest).doesNotEndWith("0\r\n\r\n");
            assertThat(originReleased.await(30, TimeUnit.SECONDS)).isTrue();
        }

        void assertGoesOn() throws IOException {
            in.skipNBytes(in.available());
            for (int i = 0; i < 5; i++) {
                read("mdat");
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String query(String token) {
        return "?jwtoken=" + token;
    }

    private static String jti(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return claims.replaceFirst(".*\"jti\":\"([^\"]*)\".*", "$1");
    }

    interface Change extends Function<Tenant, CatalogChange> {
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                of("revoked by selector", tenant -> CatalogChange.put(new CatalogEntry.OfRevocationRule(
                        new RevocationRule(tenant.id(), UUID.randomUUID(), Optional.empty(), Optional.empty(),
                                Set.of(tenant.stream()), Optional.empty(),
                                tenant.edge().clock().instant().plusSeconds(60),
                                Optional.empty())))),
                of("secure disabled", tenant -> tenant.enabled(false)),
                of("organisation removed", tenant -> CatalogChange.remove(EntryKey.organisation(tenant.id()))),
                of("locked", tenant -> tenant.state(StreamState.LOCKED)),
                of("deleted", tenant -> tenant.state(StreamState.DELETED)),
                of("removed", tenant -> CatalogChange.remove(EntryKey.stream(tenant.stream()))),
                of("address denied", tenant -> tenant.guardian(new GuardianRule.Subject.Address(
                        IpRange.parse("127.0.0.0/8").orElseThrow(), Optional.empty()))),
                of("page denied", tenant -> tenant.guardian(
                        new GuardianRule.Subject.Pages(DomainPattern.parse(PAGE), true))));
    }

    private static Arguments of(String name, Change change) {
        return arguments(name, change);
    }

    @ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "E4 {0}")
    @MethodSource("changes")
    void e4_aBodyIsCutWhenItsRightEndsAndNoOther(String name, Change change) throws Exception {
        Tenant tenant = Tenant.create(edge, true);
        Tenant neighbour = Tenant.create(edge, true);
        try (Viewer viewer = new Viewer(tenant, query(edge.token(_ -> tenant.token(false))));
                Viewer other = new Viewer(neighbour, query(edge.token(_ -> neighbour.token(false))))) {
            edge.change(change.apply(tenant));
            viewer.assertCut();
            other.assertGoesOn();
        }
    }

    @ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void e4_aRevokedTokenEndsItsBodiesAndNoOthersOfTheStream() throws Exception {
        Tenant tenant = Tenant.create(edge, true);
        String token = edge.token(_ -> tenant.token(false));
        try (Viewer first = new Viewer(tenant, query(token));
                Viewer second = new Viewer(tenant, query(token));
                Viewer other = new Viewer(tenant, query(edge.token(_ -> tenant.token(false))))) {
            edge.change(CatalogChange.put(new CatalogEntry.OfRevocation(tenant.id(), jti(token),
                    edge.clock().instant().plus(Duration.ofDays(1)))));
            first.assertCut();
            second.assertCut();
            other.assertGoesOn();
        }
    }

    @ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aPlaceIsFreeWhenItsBodyEndsAndTakenOverByTheSamePlayer() throws Exception {
        Tenant tenant = Tenant.create(edge, true);
        edge.change(tenant.limited(1));
        String query = query(edge.token(_ -> tenant.token(false)));
        String refused = "/live/" + tenant.stream() + "/a.mp4" + query;
        try (Viewer first = new Viewer("/live/", tenant, query + "&pid=1")) {
            assertThat(edge.ask("GET", refused + "&pid=2").text()).contains("\"error\":\"session_limit_reached\"");
            try (Viewer again = new Viewer("/live/", tenant, query + "&pid=1")) {
                first.assertCut();
                again.assertGoesOn();
                assertThat(edge.ask("GET", refused).status()).isEqualTo(403);
            }
        }
        Awaitility.await().until(() -> edge.ask("GET", refused).status() == 200);
    }

    @ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void e4_anOpenBodyIsCutWhenItsOrganisationGetsSecure() throws Exception {
        Tenant tenant = Tenant.create(edge, false);
        try (Viewer viewer = new Viewer(tenant, "")) {
            edge.change(tenant.enabled(true));
            viewer.assertCut();
        }
    }

    @ResourceLock(RunningEdge.CLOCK)
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void e4_aBodyIsCutAtExpWithForceDisconnectOnly() throws Exception {
        Tenant tenant = Tenant.create(edge, true);
        try (Viewer forced = new Viewer(tenant, query(edge.token(_ -> tenant.token(true))));
                Viewer other = new Viewer(tenant, query(edge.token(_ -> tenant.token(false))))) {
            edge.clock().advance(LIFETIME);
            forced.assertCut();
            other.assertGoesOn();
        }
    }

    @ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void e4_aBodyIsCutWhenItsKeyIsRemoved() throws Exception {
        Path file = Files.createTempDirectory(Path.of("target"), "own").resolve("own.jwks");
        SigningKeyFile.generateIfMissing(file);
        String keys = Files.readString(file);
        Tenant tenant = Tenant.create(edge, true);
        edge.change(tenant.ownKeys(JWKSet.parse(keys).toPublicJWKSet().toString()));
        String token = new TokenSigner().sign(tenant.token(false).claims(), Optional.empty(),
                SigningKeys.parse(keys, TokenAlgorithm.EDDSA).issuing()).orElseThrow().text();
        try (Viewer viewer = new Viewer(tenant, query(token));
                Viewer other = new Viewer(tenant, query(edge.token(_ -> tenant.token(false))))) {
            edge.change(tenant.enabled(true));
            viewer.assertCut();
            other.assertGoesOn();
        }
    }
}
