package dev.playgate.edge;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One stream of HTTP/2 as a connection of HTTP/1.1 with one request: what is behind reads octets as from any other viewer, and
 * has one place for each rule. A stream that is closed before its answer has ended is reset, so that the body is seen not to
 * be whole.
 */
final class Http2Translation {

    /** What no reader of HTTP/1.1 takes: a field without a name. */
    private static final String MALFORMED = " / HTTP/1.1\r\n:\r\n\r\n";
    private static final byte[] LAST_CHUNK = octets("0\r\n\r\n");
    private static final byte[] LINE_END = octets("\r\n");

    private final Requests requests = new Requests();
    private final Answers answers = new Answers();
    /** Whether it was for {@code HEAD}, and no answer has a body. */
    private boolean head;
    /** Whether everything of the request has come. */
    private boolean asked;
    /** Whether the answer has gone out to its end. */
    private boolean answered;

    /** The first handler of the stream's channel, before the HTTP codec. */
    ChannelHandler requests() {
        return requests;
    }

    /** The one right behind the HTTP codec, whose answers it takes. */
    ChannelHandler answers() {
        return answers;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Frames to octets; and all that goes out passes. */
    private final class Requests extends ChannelDuplexHandler {

        private @Nullable ChannelHandlerContext ctx;
        private boolean begun;
        private boolean malformed;
        private boolean chunked;
        /** Of the body, where it does not come in chunks. */
        private long due;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            ctx = context;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                switch (message) {
                    case Http2HeadersFrame fields when !begun -> begin(context, fields);
                    case Http2HeadersFrame trailers -> endWith(context, trailers);
                    case Http2DataFrame data -> readBody(context, data);
                    default -> {
                    }
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void begin(ChannelHandlerContext context, Http2HeadersFrame fields) {
            begun = true;
            asked = fields.isEndStream();
            head = "HEAD".contentEquals(Optional.ofNullable(fields.headers().method()).orElse(""));
            Optional<Http2RequestHead> written = Http2RequestHead.of(fields.headers(), fields.isEndStream());
            malformed = written.isEmpty();
            chunked = written.isPresent() && written.get().length().isEmpty();
            due = written.flatMap(Http2RequestHead::length).orElse(0L);
            pass(context, octets(written.map(Http2RequestHead::text).orElse((head ? "HEAD" : "GET") + MALFORMED)));
        }

        /** Trailers are nobody's, as in HTTP/1.1 (security B6). */
        private void endWith(ChannelHandlerContext context, Http2HeadersFrame trailers) {
            boolean proper = trailers.isEndStream() && !asked
                    && trailers.headers().names().stream().noneMatch(name -> name.toString().startsWith(":"));
            if (proper) {
                end(context);
            } else {
                reset(context, Http2Error.PROTOCOL_ERROR);
            }
        }

        private void readBody(ChannelHandlerContext context, Http2DataFrame data) {
            ByteBuf part = data.content();
            if (!begun || asked || (!malformed && !chunked && part.readableBytes() > due)) {
                reset(context, Http2Error.PROTOCOL_ERROR);
                return;
            }
            if (part.isReadable() && !malformed) {
                due -= part.readableBytes();
                if (chunked) {
                    pass(context, octets(Integer.toHexString(part.readableBytes()) + "\r\n"));
                }
                context.fireChannelRead(part.retainedDuplicate());
                if (chunked) {
                    pass(context, LINE_END);
                }
            } else if (!data.isEndStream()) {
                // Nobody behind has seen anything, and asks for more.
                context.read();
            }
            if (data.isEndStream()) {
                end(context);
            }
        }

        private void end(ChannelHandlerContext context) {
            asked = true;
            if (malformed) {
                return;
            }
            if (chunked) {
                pass(context, LAST_CHUNK);
            } else if (due > 0) {
                reset(context, Http2Error.PROTOCOL_ERROR);
            }
        }

        private void pass(ChannelHandlerContext context, byte[] octets) {
            context.fireChannelRead(Unpooled.wrappedBuffer(octets));
        }

        private void reset(ChannelHandlerContext context, Http2Error error) {
            malformed = true;
            context.write(new DefaultHttp2ResetFrame(error), context.voidPromise());
            context.flush();
            context.close();
        }

        void write(Object frame, ChannelPromise promise) {
            if (ctx == null) {
                ReferenceCountUtil.release(frame);
            } else {
                ctx.write(frame, promise);
            }
        }

        /** What the codec cannot read: it resets the stream for it, or closes the connection, of which all behind hear. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) == null) {
                context.close();
            }
        }

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            if (context.channel().isOpen() && !(asked && answered)) {
                context.write(new DefaultHttp2ResetFrame(answered ? Http2Error.NO_ERROR : Http2Error.INTERNAL_ERROR),
                        context.voidPromise());
                context.flush();
            }
            context.close(promise);
        }
    }

    /** Answers to frames. */
    private final class Answers extends ChannelOutboundHandlerAdapter {

        /** Whether what is written belongs to an answer that another one follows. */
        private boolean interim;
        private boolean bodiless;
        private boolean over;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (over) {
                ReferenceCountUtil.release(message);
                promise.trySuccess();
                return;
            }
            boolean begins = message instanceof HttpResponse;
            boolean last = message instanceof LastHttpContent;
            ByteBuf body = body(message);
            if (message instanceof HttpResponse response) {
                begin(response);
                boolean alone = interim || !body.isReadable() || bodiless;
                requests.write(new DefaultHttp2HeadersFrame(fields(response), last && alone && !interim),
                        alone ? ended(context, promise, last) : context.newPromise());
                if (alone) {
                    body.release();
                    return;
                }
            }
            if (interim) {
                body.release();
                interim = begins || !last;
                promise.trySuccess();
            } else if (last || (body.isReadable() && !bodiless)) {
                requests.write(data(body, last), ended(context, promise, last));
            } else {
                body.release();
                promise.trySuccess();
            }
        }

        private void begin(HttpResponse response) {
            HttpResponseStatus status = response.status();
            interim = status.codeClass() == HttpStatusClass.INFORMATIONAL;
            bodiless = head || status.equals(HttpResponseStatus.NO_CONTENT)
                    || status.equals(HttpResponseStatus.NOT_MODIFIED);
        }

        /** A length is not said where there is never a body (RFC 9110 section 8.6), as by the codec of HTTP/1.1. */
        private Http2Headers fields(HttpResponse response) {
            Http2Headers fields = HttpConversionUtil.toHttp2Headers(response, false);
            if (interim || response.status().equals(HttpResponseStatus.NO_CONTENT)) {
                fields.remove(HttpHeaderNames.CONTENT_LENGTH);
            }
            return fields;
        }

        private Http2DataFrame data(ByteBuf body, boolean last) {
            if (bodiless) {
                body.release();
                return new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, last);
            }
            return new DefaultHttp2DataFrame(body, last);
        }

        /** Of which the writer owns one reference. */
        private static ByteBuf body(Object message) {
            return switch (message) {
                case HttpContent content -> content.content();
                case ByteBuf octets -> octets;
                case HttpResponse _ -> Unpooled.EMPTY_BUFFER;
                default -> throw new IllegalArgumentException("no part of an answer: " + message.getClass());
            };
        }

        /** Who still sends is told to stop (RFC 9113 section 8.1). */
        private ChannelPromise ended(ChannelHandlerContext context, ChannelPromise promise, boolean last) {
            if (!last || interim) {
                return promise;
            }
            over = true;
            return promise.unvoid().addListener(write -> {
                answered = write.isSuccess();
                if (answered && !asked) {
                    context.channel().close();
                }
            });
        }
    }
}
