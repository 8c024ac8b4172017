package dev.playgate.h5live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What ends an H5Live session that runs, and what does not (product section 3, security E4). */
class H5LiveSessionIT {

    private static final Ending DENIED = new Ending.Closed(4901);
    private static final Ending MISSING_OR_EXPIRED = new Ending.Closed(4903);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final String LIVE = "Demo1-live1";
    private static final String LIVE_2 = "Demo1-live2";
    private static final String OTHER = "Demo1-other";
    private static final String OTHER_ID = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1003";
    private static final String RIVAL = "Rival-live1";

    @TempDir
    static Path data;

    private static RunningH5Live playgate;

    @BeforeAll
    static void start() throws IOException {
        playgate = RunningH5Live.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        playgate.stop();
    }

    private static H5LivePlayer playing(String stream, String token) {
        return playing(stream, token, "127.0.0.1");
    }

    private static H5LivePlayer playing(String stream, String token, String from) {
        H5LivePlayer player = H5LivePlayer.open(playgate.port(), H5LiveUrl.of(stream).with(token), H5LivePlayer.PAGE,
                from);
        player.plays(10);
        return player;
    }

    private static Ending startsWith(String token) {
        return H5LivePlayer.open(playgate.port(), H5LiveUrl.of(LIVE).with(token)).ended();
    }

    private static String expiring(int seconds, String further) {
        return playgate.token(",\"exp\":" + Instant.now().plusSeconds(seconds).getEpochSecond() + further);
    }

    @Test
    @DisplayName("E4 after exp a session goes on, and neither a reconnect nor a switch is let through")
    void e4_afterExpASessionGoesOn() {
        Instant expires = Instant.now().plusSeconds(3);
        String token = expiring(3, "");
        try (H5LivePlayer player = playing(LIVE, token)) {
            while (Instant.now().isBefore(expires.plusSeconds(1))) {
                player.plays(25);
            }
            assertThat(startsWith(token)).isEqualTo(MISSING_OR_EXPIRED);
            player.send(H5LiveUrl.change(LIVE_2));
            assertThat(player.event("onUpdateSourceError").path("code").asInt()).isEqualTo(4903);
            player.plays(25);
            player.send(H5LiveUrl.change(LIVE_2, playgate.token("")));
            player.event("onUpdateSourceSuccess");
            player.plays(25);
            assertThat(player.frames().gaps()).isZero();
        }
    }

    @Test
    @DisplayName("E4 with forceDisconnect it ends at exp, with 4903")
    void e4_forceDisconnectEndsAtExp() {
        Instant expires = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3);
        String token = expiring(3, ",\"forceDisconnect\":true");
        H5LivePlayer player = playing(LIVE, token);
        assertThat(player.ended()).isEqualTo(MISSING_OR_EXPIRED);
        assertThat(Instant.now()).isBetween(expires, expires.plus(A_SECOND));
        assertThat(player.frames().gaps()).isZero();
    }

    @Test
    @DisplayName("E4 a revocation ends all sessions of the token within a second, with 4901, and no other")
    void e4_aRevocationEndsTheSessionsOfTheToken() {
        String token = playgate.token("");
        try (H5LivePlayer other = playing(LIVE, playgate.token(""))) {
            List<H5LivePlayer> players = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                players.add(H5LivePlayer.open(playgate.port(), H5LiveUrl.of(LIVE).with(token)));
            }
            players.forEach(player -> player.plays(1));
            playgate.revoke(token);
            Instant last = Instant.now().plus(A_SECOND);
            assertThat(players).allSatisfy(
                    player -> assertThat(player.ended(Duration.between(Instant.now(), last))).isEqualTo(DENIED));
            assertThat(players).allSatisfy(player -> assertThat(player.frames().gaps()).isZero());
            assertThat(startsWith(token)).isEqualTo(DENIED);
            other.plays(25);
            assertThat(other.frames().gaps()).isZero();
        }
    }

    @Test
    void aTokenForOneSessionPlaysForOnePlayerWhichMayConnectAgain() {
        String token = playgate.token(",\"sessions\":1");
        H5LivePlayer first = playing(LIVE, token);
        H5LivePlayer elsewhere = H5LivePlayer.open(playgate.port(), H5LiveUrl.of(LIVE).with(token), H5LivePlayer.PAGE,
                "127.0.0.5");
        assertThat(elsewhere.ended()).isEqualTo(DENIED);
        first.plays(25);
        try (H5LivePlayer again = playing(LIVE, token)) {
            assertThat(first.ended()).isEqualTo(DENIED);
            String other = playgate.token(",\"sessions\":1");
            try (H5LivePlayer otherPlayer = playing(LIVE, other, "127.0.0.5")) {
                again.send(H5LiveUrl.change(LIVE_2, other));
                assertThat(again.event("onUpdateSourceError").path("code").asInt()).isEqualTo(4901);
                again.plays(25);
                otherPlayer.plays(25);
            }
        }
        try (H5LivePlayer afterwards = playing(LIVE, token, "127.0.0.5")) {
            afterwards.plays(25);
        }
    }

    @Test
    @DisplayName("E4 after a switch with a new token the session ends with that one, not with the first")
    void e4_theNewestAcceptedTokenIsTheSessionsRight() {
        String first = playgate.token("");
        String second = playgate.token("");
        H5LivePlayer player = playing(LIVE, first);
        player.send(H5LiveUrl.change(LIVE_2, second));
        player.event("onUpdateSourceSuccess");
        playgate.revoke(first);
        player.plays(50);
        player.send(H5LiveUrl.change(LIVE));
        player.event("onUpdateSourceSuccess");
        player.send(H5LiveUrl.change(LIVE_2, first));
        assertThat(player.event("onUpdateSourceError").path("code").asInt()).isEqualTo(4901);
        player.plays(25);
        playgate.revoke(second);
        assertThat(player.ended(A_SECOND)).isEqualTo(DENIED);
    }

    @Test
    @DisplayName("E4 a stream that is locked ends its sessions within a second, also those that came to it by a switch")
    void e4_aLockedStreamEndsItsSessions() {
        String token = playgate.created(RunningH5Live.DEMO_KEY, "{\"orgawide\":true}");
        try (H5LivePlayer elsewhere = playing(LIVE, token)) {
            H5LivePlayer there = playing(OTHER, token);
            H5LivePlayer switched = playing(LIVE, token);
            switched.send(H5LiveUrl.change(OTHER));
            switched.event("onUpdateSourceSuccess");
            lock("locked");
            try {
                assertThat(there.ended(A_SECOND)).isEqualTo(DENIED);
                assertThat(switched.ended(A_SECOND)).isEqualTo(DENIED);
                elsewhere.plays(25);
            } finally {
                lock("live");
            }
        }
    }

    private static void lock(String state) {
        playgate.as(RunningH5Live.DEMO_KEY, "PATCH", "/api/v1/streams/" + OTHER_ID, "{\"state\":\"" + state + "\"}");
    }

    @Test
    @DisplayName("E4 an address that Guardian denies loses its sessions within a second")
    void e4_aDeniedAddressLosesItsSessions() {
        String token = playgate.token("");
        try (H5LivePlayer other = playing(LIVE, token, "127.0.0.78")) {
            H5LivePlayer player = playing(LIVE, token, "127.0.0.77");
            playgate.as(RunningH5Live.DEMO_KEY, "POST", "/guardian/ip", "{\"ip\":\"127.0.0.77\",\"type\":\"deny\"}");
            assertThat(player.ended(A_SECOND)).isEqualTo(DENIED);
            other.plays(25);
        }
    }

    @Test
    @DisplayName("E4 a page that Guardian denies loses its sessions within a second")
    void e4_aDeniedPageLosesItsSessions() {
        String token = playgate.token("");
        try (H5LivePlayer other = playing(LIVE, token)) {
            H5LivePlayer player = H5LivePlayer.open(playgate.port(), H5LiveUrl.of(LIVE).with(token),
                    "https://denied.example.org", "127.0.0.1");
            player.plays(10);
            playgate.as(RunningH5Live.DEMO_KEY, "POST", "/guardian/referrer",
                    "{\"domain\":\"denied.example.org\",\"type\":\"deny\"}");
            assertThat(player.ended(A_SECOND)).isEqualTo(DENIED);
            other.plays(25);
        }
    }

    @Test
    @DisplayName("E4 without secure, and without the key of its token, a session ends within a second")
    void e4_anOrganisationThatLosesSecureOrItsKeyEndsItsSessions() {
        H5LivePlayer bought = playing(RIVAL,
                playgate.created(RunningH5Live.RIVAL_KEY, "{\"streams\":[\"Rival-live1\"]}"));
        secure("disabled");
        try {
            assertThat(bought.ended(A_SECOND)).isEqualTo(DENIED);
        } finally {
            secure("enabled");
        }
        TestIssuer issuer = new TestIssuer("rival-own", RunningH5Live.RIVAL);
        playgate.as(RunningH5Live.RIVAL_KEY, "PUT", "/api/v1/organisation/token-keys", issuer.keys());
        H5LivePlayer own = playing(RIVAL, issuer.token(Instant.now().plusSeconds(600), RIVAL));
        playgate.as(RunningH5Live.RIVAL_KEY, "DELETE", "/api/v1/organisation/token-keys", "");
        assertThat(own.ended(A_SECOND)).isEqualTo(DENIED);
    }

    private static void secure(String state) {
        playgate.asOperator("PUT", "/api/v1/organisation/packages/secure?organisation=" + RunningH5Live.RIVAL,
                "{\"state\":\"" + state + "\"}");
    }

    @Test
    void viewersThatStopReadingAreCutAndTheOthersMissNothing() {
        String token = playgate.token("");
        List<H5LivePlayer> players = IntStream.range(0, 100)
                .mapToObj(i -> H5LivePlayer.open(playgate.port(), H5LiveUrl.of(LIVE).with(token))).toList();
        players.forEach(player -> player.plays(1));
        List<H5LivePlayer> silent = players.subList(0, 50);
        List<H5LivePlayer> reading = players.subList(50, 100);
        silent.forEach(H5LivePlayer::stopReading);
        long before = reading.getFirst().frames().frames();
        silent.forEach(player -> player.ended(Duration.ofSeconds(90)));
        reading.forEach(player -> player.plays(1));
        assertThat(reading.getFirst().frames().frames()).isGreaterThan(before);
        assertThat(reading).allSatisfy(player -> assertThat(player.frames().gaps()).isZero());
        reading.forEach(H5LivePlayer::close);
    }
}
