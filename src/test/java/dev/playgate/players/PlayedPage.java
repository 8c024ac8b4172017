package dev.playgate.players;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;

import dev.playgate.Browser;

/** A page on which a player plays. */
final class PlayedPage implements AutoCloseable {

    /**
     * What the player was answered.
     *
     * @param url without its query, which may hold a token
     * @param asked when it asked, by the browser's clock
     */
    record Answered(String url, int status, Instant asked) {

        /** Neither the player's own files nor what it hands to the browser. */
        boolean isPlayout() {
            return !url.startsWith("blob:") && !url.contains("/npm/") && !url.contains("/player.");
        }

        boolean isRefusal() {
            return status == 403;
        }
    }

    private static final double WAIT_MILLIS = 90_000;

    private final String agent;
    private final Page page;
    private final List<Answered> answers = new ArrayList<>();

    private PlayedPage(String agent, Page page) {
        this.agent = agent;
        this.page = page;
        page.onResponse(response -> answers.add(answered(response)));
    }

    private static Answered answered(Response response) {
        return new Answered(response.url().replaceFirst("\\?.*", ""), response.status(),
                Instant.ofEpochMilli((long) response.request().timing().startTime));
    }

    /** @param agent a name that no other page has */
    static PlayedPage open(Browser browser, PlayersSite site, String agent) {
        PlayedPage opened = new PlayedPage(agent, browser.newPage(agent));
        opened.page.navigate(site.page());
        return opened;
    }

    /** Loads the player before it is given anything to play: a token's seconds are not spent on that. */
    void load(Player player) {
        page.evaluate("player => load(player)", player.library());
    }

    void play(Player player, String url) {
        page.evaluate("([player, url, switches]) => play(player, url, switches)",
                List.of(player.library(), url, player.switches()));
    }

    /** Plays what the browser itself can play. */
    void playNatively(String url) {
        page.evaluate("url => play('native', url, false)", url);
    }

    void seek(double seconds) {
        page.evaluate("seconds => { document.querySelector('video').currentTime = seconds; }", seconds);
    }

    double playedSeconds() {
        return ((Number) page.evaluate("() => played()")).doubleValue();
    }

    double position() {
        return ((Number) page.evaluate("() => document.querySelector('video').currentTime")).doubleValue();
    }

    /** Whether there will be no more: an error, or the end of the body. */
    boolean hasEnded() {
        return !errors().isEmpty() || (boolean) page.evaluate("() => document.querySelector('video').ended");
    }

    @SuppressWarnings("unchecked")
    List<String> errors() {
        return (List<String>) page.evaluate("() => told.errors");
    }

    List<Answered> answers() {
        return answers.stream().filter(Answered::isPlayout).toList();
    }

    String agent() {
        return agent;
    }

    void waitUntil(BooleanSupplier condition) {
        try {
            page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(WAIT_MILLIS));
        } catch (TimeoutError slow) {
            throw new AssertionError("%s has played %s s, is at %s, told %s, and was answered %s".formatted(agent,
                    playedSeconds(), position(), errors(), answers()), slow);
        }
    }

    @Override
    public void close() {
        page.close();
    }
}
