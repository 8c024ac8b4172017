package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.playgate.edge.express.WireText.End;

/**
 * What came of a conversation on one edge. What may differ between edges is replaced by {@link Alike}.
 *
 * @param connection what became of the viewer's connection
 * @param asked the heads of the requests that the origin got
 * @param released whether the origin is asked for nothing more
 * @param millis how long it took, which tells a connection that was closed from one that ran into a limit
 */
record Outcome(List<WireText> answers, String connection, List<String> asked, boolean released, long millis) {

    Outcome {
        answers = List.copyOf(answers);
        asked = List.copyOf(asked);
    }

    /** What is not the same; empty: nothing. */
    List<String> differences(Outcome other) {
        List<String> found = new ArrayList<>();
        if (answers.size() != other.answers.size()) {
            found.add("answers");
        }
        for (int i = 0; i < Math.min(answers.size(), other.answers.size()); i++) {
            if (!isAlike(answers.get(i), other.answers.get(i))) {
                found.add("answer " + i);
            }
        }
        if (!connection.equals(other.connection)) {
            found.add("connection");
        }
        if (!asked.equals(other.asked)) {
            found.add("asked of the origin");
        }
        if (released != other.released) {
            found.add("released");
        }
        return found;
    }

    /** Whether nothing of it was answered with what was asked for, and the origin heard of nothing. */
    boolean isRefused() {
        return asked.isEmpty() && answers.stream().allMatch(answer -> answer.head().isEmpty()
                ? answer.end() == End.CUT
                : answer.head().getFirst().matches("HTTP/2 4.. "));
    }

    /** Whether it was refused, and the connection serves others as if it had not been. */
    boolean isHarmless() {
        return isRefused() && connection.equals("kept");
    }

    /** Whether each request was read, and answered with HTTP. */
    boolean isAnswered() {
        return answers.stream().noneMatch(answer -> answer.end() == End.MALFORMED)
                && answers.stream().skip(1).noneMatch(answer -> answer.head().isEmpty());
    }

    /** Of a body that is cut, how much has come is a matter of time. */
    private static boolean isAlike(WireText one, WireText other) {
        if (isReset(one, other)) {
            return true;
        }
        boolean cut = one.end() == End.CUT && other.end() == End.CUT && !one.head().isEmpty();
        return one.head().equals(other.head()) && one.interim().equals(other.interim())
                && one.trailers().equals(other.trailers()) && one.end() == other.end()
                && (cut
                        ? one.body().startsWith(other.body()) || other.body().startsWith(one.body())
                        : one.body().equals(other.body()));
    }

    /**
     * Where a connection is closed before all that was sent on it was read, it is reset, which takes along what the viewer
     * has not read yet: how much there is of the one is the beginning of the other.
     */
    private static boolean isReset(WireText one, WireText other) {
        boolean either = one.end() == End.RESET || other.end() == End.RESET;
        return either && isCut(one) && isCut(other) && (isBeginning(one, other) || isBeginning(other, one));
    }

    private static boolean isCut(WireText answer) {
        return answer.end() == End.CUT || answer.end() == End.RESET;
    }

    private static boolean isBeginning(WireText one, WireText other) {
        boolean head = one.head().isEmpty() ? one.body().isEmpty() : one.head().equals(other.head());
        return head && other.interim().containsAll(one.interim()) && other.body().startsWith(one.body());
    }

    String shown() {
        StringBuilder text = new StringBuilder();
        for (WireText answer : answers) {
            answer.interim().forEach(line -> text.append("  (").append(line).append(")\n"));
            answer.head().forEach(line -> text.append("  ").append(line).append('\n'));
            text.append("  ").append(answer.body().length()).append(" octets ").append(brief(answer.body()))
                    .append(' ').append(answer.trailers()).append(' ').append(answer.end()).append('\n');
        }
        text.append("  connection: ").append(connection).append(released ? "" : ", origin not released")
                .append(", after ").append(millis).append(" ms\n");
        asked.forEach(head -> text.append("  asked: ").append(head.replace("\n", "\n    ")).append('\n'));
        return text.toString();
    }

    private static String brief(String body) {
        String start = body.length() > 300
                ? body.substring(0, 300) + ".. hash " + Objects.hash(body)
                : body;
        return start.replace("\r", "\\r").replace("\n", "\\n");
    }
}
