package dev.playgate.edge.express;

import java.util.Iterator;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

import dev.playgate.edge.OriginAddress;
import dev.playgate.edge.OriginHeaders;
import dev.playgate.stream.PlayoutTarget;

/** The head of a request to an origin: nothing but parsed values, and the fields that are the origin's to know. */
final class OriginRequestHead {

    private static final int USUAL_BYTES = 512;

    private OriginRequestHead() {
    }

    /**
     * As it stands on the wire (security B1, B6).
     *
     * @param trace fields of our own
     */
    static ByteBuf write(ByteBufAllocator buffers, HttpRequest viewer, PlayoutTarget target, OriginAddress origin,
            Map<String, String> trace) {
        ByteBuf head = buffers.ioBuffer(USUAL_BYTES);
        ascii(head, viewer.method().name());
        head.writeByte(' ');
        ascii(head, target.originTarget());
        ascii(head, " HTTP/1.1\r\n");
        field(head, HttpHeaderNames.HOST, origin.hostField());
        boolean playlist = OriginHeaders.asksForPlaylist(target);
        Iterator<Map.Entry<CharSequence, CharSequence>> fields = viewer.headers().iteratorCharSequence();
        while (fields.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            if (OriginHeaders.passesToOrigin(field.getKey(), playlist)) {
                field(head, field.getKey(), field.getValue());
            }
        }
        if (!viewer.headers().contains(HttpHeaderNames.USER_AGENT)) {
            field(head, HttpHeaderNames.USER_AGENT, OriginHeaders.USER_AGENT);
        }
        if (!viewer.headers().contains(HttpHeaderNames.ACCEPT)) {
            field(head, HttpHeaderNames.ACCEPT, "*/*");
        }
        if (!trace.isEmpty()) {
            trace.forEach((name, value) -> field(head, name, value));
        }
        ascii(head, "\r\n");
        return head;
    }

    /** The decoder lets no line break into a name or a value. */
    private static void field(ByteBuf to, CharSequence name, CharSequence value) {
        ascii(to, name);
        ascii(to, ": ");
        ascii(to, value);
        ascii(to, "\r\n");
    }

    private static void ascii(ByteBuf to, CharSequence text) {
        ByteBufUtil.writeAscii(to, text);
    }
}
