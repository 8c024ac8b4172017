package dev.playgate.players;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/** Players from npm in a real browser, on a page of another web origin. All play at once, to save time. */
class PlayersIT {

    /** Long enough to begin, even on a busy machine. */
    private static final int TOKEN_SECONDS = 15;

    private static final Pattern PART = Pattern.compile("/\\d+\\.\\d\\.m4s");

    @TempDir
    static Path data;

    private static RunningDemo demo;
    private static PlayersSite site;
    private static Browser browser;
    private static PlayedPage endless;
    private static final Map<Player, PlayedPage> WITHOUT = new EnumMap<>(Player.class);
    private static final Map<Player, Playing> PLAYING = new EnumMap<>(Player.class);

    private record Playing(PlayedPage page, String token, Instant expires) {}

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.start(data);
        site = PlayersSite.start();
        browser = Browser.launch();
        // Before the others play: loading a player takes long on a machine that decodes six streams.
        for (Player player : Player.values()) {
            PlayedPage page = PlayedPage.open(browser, site, player + "-without");
            page.load(player);
            page.play(player, demo.base() + player.path());
            WITHOUT.put(player, page);
        }
        for (Player player : Player.values()) {
            PLAYING.put(player, begin(player));
        }
        endless = revokedWhileItPlays("/h5live/authhttp/stream.mp4?stream=Demo1-live1");
    }

    /** What the browser has loaded by then is played to its end while the others play. */
    private static PlayedPage revokedWhileItPlays(String target) {
        PlayedPage page = PlayedPage.open(browser, site, "ENDLESS");
        String token = soonExpired();
        page.playNatively(demo.base() + target + "&jwtoken=" + token);
        page.waitUntil(() -> page.playedSeconds() > 3);
        demo.revoke(token);
        return page;
    }

    private static Playing begin(Player player) {
        PlayedPage page = PlayedPage.open(browser, site, player.name());
        page.load(player);
        Instant expires = Instant.now().plusSeconds(TOKEN_SECONDS);
        String token = demo.token(expires);
        page.play(player, demo.base() + player.path() + "?jwtoken=" + token);
        return new Playing(page, token, expires);
    }

    @AfterAll
    static void stop() {
        browser.close();
        site.close();
        demo.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E4 a player plays on after its token's exp, and stops within a second of the token's revocation")
    void e4_playsOnAfterExpAndStopsWithinASecondOfARevocation(Player player) {
        Playing playing = PLAYING.get(player);
        PlayedPage page = playing.page();
        page.waitUntil(() -> page.playedSeconds() >= 10 && Instant.now().isAfter(playing.expires().plusSeconds(4)));
        assertThat(page.errors()).isEmpty();
        List<String> arrived = demo.arrivedFrom(page.agent());
        assertThat(arrived).filteredOn(target -> target.contains(player.playlist())).hasSizeGreaterThanOrEqualTo(3);
        if (player.switches()) {
            assertThat(arrived).anyMatch(target -> isSegment(target, "/Demo1-live1/"))
                    .anyMatch(target -> isSegment(target, "/Demo1-live2/"));
        }
        if (player == Player.HLS_JS_LOW_LATENCY) {
            assertThat(arrived).anyMatch(target -> PART.matcher(target).find())
                    .anyMatch(target -> target.contains("_HLS_msn=") && target.contains("_HLS_part="));
        }

        Instant last = demo.revoke(playing.token()).plusSeconds(1);
        page.waitUntil(() -> !page.errors().isEmpty() || page.answers().stream()
                .anyMatch(answer -> answer.isRefusal() && answer.asked().isAfter(last)));
        assertThat(page.answers()).anyMatch(PlayedPage.Answered::isRefusal)
                .noneMatch(answer -> answer.asked().isAfter(last) && answer.status() < 300);
        page.close();
    }

    @ParameterizedTest
    @EnumSource
    void withoutATokenThePlayerSaysSoAndTheOriginHearsNothing(Player player) {
        PlayedPage page = WITHOUT.get(player);
        page.waitUntil(() -> !page.errors().isEmpty());
        assertThat(page.answers()).isNotEmpty().allMatch(PlayedPage.Answered::isRefusal);
        assertThat(demo.arrivedFrom(page.agent())).isEmpty();
        page.close();
    }

    @Test
    void theBrowserItselfPlaysARecordingAndSeeks() {
        try (PlayedPage page = PlayedPage.open(browser, site, "RECORDING")) {
            page.playNatively(demo.base() + "/vod/Demo1-live1/recording.mp4?jwtoken=" + soonExpired());
            page.waitUntil(() -> page.playedSeconds() > 1);
            page.seek(12);
            page.waitUntil(() -> page.position() > 13);
            assertThat(page.errors()).isEmpty();
            assertThat(page.answers()).allMatch(answer -> answer.status() == 206);
        }
    }

    @Test
    @DisplayName("E4 an endless body is cut when its token is revoked")
    void e4_theBrowserItselfPlaysAnEndlessBodyUntilItsTokenIsRevoked() {
        endless.waitUntil(endless::hasEnded);
        endless.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/vod/Demo1-live1/recording.mp4", "/h5live/authhttp/stream.mp4?stream=Demo1-live1"})
    void withoutATokenTheBrowserItselfPlaysNothing(String target) {
        try (PlayedPage page = PlayedPage.open(browser, site, "NATIVE-without" + target.length())) {
            page.playNatively(demo.base() + target);
            page.waitUntil(() -> !page.errors().isEmpty());
            assertThat(demo.arrivedFrom(page.agent())).isEmpty();
        }
    }

    private static String soonExpired() {
        return demo.token(Instant.now().plusSeconds(TOKEN_SECONDS));
    }

    private static boolean isSegment(String target, String stream) {
        return target.contains(stream) && target.contains(".m4s");
    }
}
