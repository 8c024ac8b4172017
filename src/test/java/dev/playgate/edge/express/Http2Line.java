package dev.playgate.edge.express;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.playgate.edge.Http2Viewer;
import dev.playgate.edge.Http2Viewer.Frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** One connection of HTTP/2, on which requests of several threads are answered side by side. */
final class Http2Line {

    private final Http2Viewer viewer;
    private final Map<Integer, Http2Stream> streams = new ConcurrentHashMap<>();
    /** Whether it may be asked for nothing more. */
    private volatile boolean over;
    private volatile boolean closed;
    private volatile String farewell = "";

    private Http2Line(Http2Viewer viewer) {
        this.viewer = viewer;
    }

    static Http2Line open(int port) throws IOException {
        Http2Viewer viewer = Http2Viewer.connect(port);
        viewer.greet();
        Http2Line line = new Http2Line(viewer);
        Thread.startVirtualThread(line::read);
        return line;
    }

    boolean isOver() {
        return over;
    }

    private void read() {
        try (viewer) {
            while (true) {
                Frame frame = viewer.read();
                Http2Stream stream = streams.get(frame.stream());
                if (frame.type() == Http2Viewer.GOAWAY) {
                    farewell = ", error " + frame.error();
                    over = true;
                } else if (stream != null && stream.take(frame)) {
                    streams.remove(frame.stream());
                }
            }
        } catch (IOException _) {
            // the connection has ended, for whatever reason
        } finally {
            over = true;
            closed = true;
            streams.values().forEach(stream -> stream.cut(farewell));
        }
    }

    /** Sends the request; what comes is the stream's. */
    Http2Stream ask(Http2Ask ask, WireText.Progress progress) {
        Http2Stream stream = new Http2Stream(this, progress);
        try {
            int number = begin(ask, stream);
            for (Http2Ask.Part part : ask.parts()) {
                send(part, number);
            }
        } catch (IOException _) {
            // what was answered before is still to be read
        }
        if (closed) {
            stream.cut(farewell);
        }
        return stream;
    }

    private synchronized int begin(Http2Ask ask, Http2Stream stream) throws IOException {
        int number = viewer.nextStream();
        streams.put(number, stream);
        stream.begun(number);
        viewer.headers(end(ask.parts().isEmpty()), number, block(ask.fields()));
        return number;
    }

    private synchronized void send(Http2Ask.Part part, int number) throws IOException {
        switch (part) {
            case Http2Ask.Data(var octets, var last) -> viewer.frame(Http2Viewer.DATA, end(last), number,
                    octets.getBytes(ISO_8859_1));
            case Http2Ask.Fields(var fields, var last) -> viewer.headers(end(last), number, block(fields));
        }
    }

    private static int end(boolean last) {
        return last ? Http2Viewer.END_STREAM : 0;
    }

    private static byte[] block(List<String> fields) {
        return Http2Viewer.block(fields.toArray(String[]::new));
    }

    synchronized void reset(int stream) {
        streams.remove(stream);
        try {
            viewer.reset(stream);
        } catch (IOException _) {
            // so is all that was on the connection
        }
    }
}
