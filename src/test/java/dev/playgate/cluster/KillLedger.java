package dev.playgate.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was acknowledged before a process was killed, and whether its database has that, and nothing by halves. */
final class KillLedger {

    /** Each finds what is there by halves, or told otherwise by the feed than by the table. */
    private static final List<String> HALVES = List.of(
            "SELECT 'a group without streams ' || id FROM stream_group"
                    + " WHERE id NOT IN (SELECT stream_group FROM stream)",
            "SELECT 'a stream without its group ' || id FROM stream"
                    + " WHERE stream_group NOT IN (SELECT id FROM stream_group)",
            "SELECT 'a stream that the feed lacks ' || name FROM stream WHERE state <> 'deleted'"
                    + " AND name NOT IN (SELECT id FROM feed WHERE kind = 'stream' AND value IS NOT NULL)",
            "SELECT 'a stream that only the feed has ' || id FROM feed WHERE kind = 'stream' AND value IS NOT NULL"
                    + " AND id NOT IN (SELECT name FROM stream WHERE state <> 'deleted')",
            "SELECT 'a revocation that the feed lacks ' || jti FROM revocation WHERE organisation || '/' || jti"
                    + " NOT IN (SELECT id FROM feed WHERE kind = 'revocation' AND value IS NOT NULL)",
            "SELECT 'a revocation that only the feed has ' || id FROM feed WHERE kind = 'revocation'"
                    + " AND value IS NOT NULL AND id NOT IN (SELECT organisation || '/' || jti FROM revocation)",
            "SELECT 'a revocation that the audit log lacks ' || jti FROM revocation"
                    + " WHERE jti NOT IN (SELECT subject FROM audit)",
            "SELECT 'the feed is ahead of its head: ' || version FROM feed"
                    + " WHERE version > (SELECT version FROM feed_head)",
            "SELECT 'the head is ahead of the feed: ' || version FROM feed_head"
                    + " WHERE version > forgotten AND version NOT IN (SELECT version FROM feed)");

    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicLong tokens = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();

    void token() {
        tokens.incrementAndGet();
    }

    void revoked(String jti) {
        revoked.add(jti);
    }

    void group(String id) {
        groups.add(id);
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    void unavailable() {
        unavailable.incrementAndGet();
    }

    /** An answer that was not to be expected. */
    void refused(String answer) {
        refused.add(answer);
    }

    /** Whether of one kind nothing was acknowledged. */
    boolean isEmpty() {
        return tokens.get() == 0 || revoked.isEmpty() || groups.isEmpty();
    }

    /** What is not as it was acknowledged; empty when all is. */
    List<String> faults(String url, int streamsOfAGroup) throws SQLException {
        List<String> faults = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            // First, so that what comes meanwhile is no fault.
            Set<String> acknowledgedTokens = Set.copyOf(revoked);
            Set<String> acknowledgedGroups = Set.copyOf(groups);
            for (String query : HALVES) {
                faults.addAll(texts(statement, query));
            }
            missing(acknowledgedTokens, texts(statement, "SELECT jti FROM revocation"), "revocation", faults);
            missing(acknowledgedGroups, texts(statement, "SELECT stream_group FROM stream GROUP BY stream_group"
                    + " HAVING COUNT(*) = " + streamsOfAGroup), "group", faults);
        }
        return faults;
    }

    private static void missing(Set<String> acknowledged, List<String> there, String what, List<String> faults) {
        Set<String> lost = new HashSet<>(acknowledged);
        there.forEach(lost::remove);
        lost.forEach(id -> faults.add("an acknowledged " + what + " is not there, or not whole: " + id));
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    @Override
    public String toString() {
        return "%,7d tokens %,7d revocations %,7d groups acknowledged; %,d calls cut off, %,d unavailable%s"
                .formatted(tokens.get(), revoked.size(), groups.size(), unanswered.get(), unavailable.get(),
                        refused.isEmpty() ? "" : ", refused " + refused);
    }
}
