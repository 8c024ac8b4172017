package dev.playgate.edge.express;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.playgate.edge.Http2Viewer;
import dev.playgate.edge.Http2Viewer.Frame;
import dev.playgate.edge.express.WireText.End;

/** One answer over HTTP/2, put together from its frames. */
final class Http2Stream {

    private static final int SILENCE_MILLIS = 7_000;

    private final Http2Line line;
    private final WireText.Progress progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> interim = new ArrayList<>();
    private List<String> head = List.of();
    private final StringBuilder body = new StringBuilder();
    private final List<String> trailers = new ArrayList<>();
    private End end = End.SILENT;
    private int number;

    Http2Stream(Http2Line line, WireText.Progress progress) {
        this.line = line;
        this.progress = progress;
    }

    void begun(int stream) {
        number = stream;
    }

    /** Says whether nothing more comes. */
    synchronized boolean take(Frame frame) throws IOException {
        switch (frame.type()) {
            case Http2Viewer.HEADERS -> takeFields(frame);
            case Http2Viewer.DATA -> {
                body.append(frame.payload());
                progress.read(body.length());
            }
            case Http2Viewer.RST_STREAM -> end(End.CUT, "reset " + frame.error());
            default -> {
            }
        }
        if (frame.isEnd()) {
            end(End.WHOLE, "");
        }
        return ended.getCount() == 0;
    }

    private void takeFields(Frame frame) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> field : frame.fields()) {
            lines.add(field.getKey().equals(":status")
                    ? "HTTP/2 " + field.getValue() + " "
                    : field.getKey() + ": " + field.getValue());
        }
        if (!head.isEmpty()) {
            trailers.addAll(lines);
        } else if (lines.getFirst().startsWith("HTTP/2 1")) {
            interim.add(String.join(" | ", lines));
        } else {
            head = lines;
            progress.read(0);
        }
    }

    /** The connection has ended. */
    synchronized void cut(String farewell) {
        end(End.CUT, "connection over" + farewell);
    }

    private void end(End how, String said) {
        if (ended.getCount() > 0) {
            end = how;
            if (!said.isEmpty()) {
                trailers.add(said);
            }
            ended.countDown();
        }
    }

    /** All that came, when nothing more comes. */
    WireText answer() throws IOException {
        if (!Moment.await(ended, SILENCE_MILLIS)) {
            line.reset(number);
        }
        synchronized (this) {
            return new WireText(List.copyOf(interim), head, body.toString(), List.copyOf(trailers), end);
        }
    }

    /** Resets it when so much of the body is here. */
    void leave(int octets) throws IOException {
        Moment.until(() -> received() >= octets);
        line.reset(number);
    }

    private synchronized int received() {
        return body.length();
    }
}
