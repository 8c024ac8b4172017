package dev.playgate.h5live;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One WebSocket of the H5Live player in a browser, and what a browser would not do with it. */
final class H5LivePlayer extends SimpleChannelInboundHandler<Object> implements AutoCloseable {

    /** The page that it plays on. */
    static final String PAGE = "http://player.example.com";

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int LARGEST_MESSAGE = 1 << 20;
    /** Of the socket, in bytes: small, so that who does not read is soon noticed. */
    private static final int RECEIVE_BUFFER = 32 << 10;
    private static final EventLoopGroup LOOPS = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    private record Awaited(long frames, CompletableFuture<Void> reached) {}

    private final WebSocketClientHandshaker handshaker;
    private final FrameSequence frames = new FrameSequence();
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final Deque<Awaited> awaited = new ArrayDeque<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final CompletableFuture<Void> pong = new CompletableFuture<>();
    private final CompletableFuture<Channel> channel = new CompletableFuture<>();

    private H5LivePlayer(URI uri, String page) {
        HttpHeaders headers = new DefaultHttpHeaders().set(HttpHeaderNames.USER_AGENT, "Mozilla/5.0 (test)");
        if (!page.isEmpty()) {
            headers.set(HttpHeaderNames.ORIGIN, page);
        }
        handshaker = new WebSocketClientHandshaker13(uri, WebSocketVersion.V13, null, true, headers, LARGEST_MESSAGE,
                true, false, -1) {
            @Override
            protected FullHttpRequest newHandshakeRequest() {
                FullHttpRequest request = super.newHandshakeRequest();
                if (page.isEmpty()) {
                    request.headers().remove(HttpHeaderNames.ORIGIN);
                }
                return request;
            }
        };
    }

    /** On {@link #PAGE}, from 127.0.0.1. */
    static H5LivePlayer open(int port, H5LiveUrl url) {
        return open(port, url, PAGE, "127.0.0.1");
    }

    /**
     * Begins to connect; does not wait.
     *
     * @param page its web origin; empty: it sends none
     * @param from the address that it comes from
     */
    static H5LivePlayer open(int port, H5LiveUrl url, String page, String from) {
        return open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), url, page, from, LOOPS);
    }

    static H5LivePlayer open(InetSocketAddress server, H5LiveUrl url, String page, String from, EventLoopGroup loops) {
        H5LivePlayer player = new H5LivePlayer(URI.create("ws://localhost:" + server.getPort() + url.target()), page);
        new Bootstrap().group(loops).channel(NioSocketChannel.class).option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel started) {
                        started.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(LARGEST_MESSAGE),
                                new WebSocketClientExtensionHandler(new PerMessageDeflateClientExtensionHandshaker(6,
                                        true, 15, false, false, LARGEST_MESSAGE)),
                                player);
                    }
                }).connect(server, new InetSocketAddress(from, 0)).addListener(connected -> {
                    if (!connected.isSuccess()) {
                        player.ending.complete(new Ending.Cut(false));
                    }
                });
        return player;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel.complete(context.channel());
        handshaker.handshake(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        switch (message) {
            case FullHttpResponse answer when !answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS) -> {
                ending.complete(new Ending.Refused(answer.status().code()));
                context.close();
            }
            case FullHttpResponse answer -> {
                handshaker.finishHandshake(context.channel(), answer);
                context.pipeline().addBefore(context.name(), "whole", new WebSocketFrameAggregator(LARGEST_MESSAGE));
            }
            case TextWebSocketFrame text -> events.add(JsonMapper.shared().readTree(text.text()));
            case BinaryWebSocketFrame media -> played(media);
            case PingWebSocketFrame ping -> context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close -> {
                ending.complete(new Ending.Closed(close.statusCode() < 0 ? 1005 : close.statusCode()));
                context.writeAndFlush(close.retain()).addListener(written -> context.close());
            }
            case PongWebSocketFrame _ -> pong.complete(null);
            default -> throw new IllegalStateException("not expected: " + message);
        }
    }

    private void played(BinaryWebSocketFrame media) {
        frames.accept(media.content());
        while (!awaited.isEmpty() && awaited.peek().frames() <= frames.frames()) {
            awaited.remove().reached().complete(null);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ending.complete(new Ending.Cut(handshaker.isHandshakeComplete()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    FrameSequence frames() {
        return frames;
    }

    /** When the server, or the connection, has ended it. */
    CompletableFuture<Ending> ending() {
        return ending;
    }

    /** @throws AssertionError if it is not over in time */
    Ending ended(Duration within) {
        try {
            return ending.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("still open after " + within, e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    Ending ended() {
        return ended(PATIENCE);
    }

    /** Waits until so many frames more have been played. */
    void plays(int more) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        Channel connected = connected();
        connected.eventLoop().execute(() -> awaited.add(new Awaited(frames.frames() + more, reached)));
        try {
            CompletableFuture.anyOf(reached, ending).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("fewer than " + more + " frames in " + PATIENCE, e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (!reached.isDone()) {
            throw new AssertionError("ended instead of playing: " + ending.join());
        }
    }

    /** The next event of that name; those before it are skipped. */
    JsonNode event(String name) {
        try {
            JsonNode event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            while (event != null && !event.path("eventType").asString("").equals(name)) {
                event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            if (event == null) {
                throw new AssertionError("no " + name + " in " + PATIENCE + ", ended: " + ending.getNow(null));
            }
            return event.path(name);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void send(String text) {
        send(new TextWebSocketFrame(text));
    }

    void send(WebSocketFrame... frame) {
        Channel connected = connected();
        for (WebSocketFrame each : frame) {
            connected.write(each);
        }
        connected.flush();
    }

    /** Waits for a pong, or for the end. */
    void answered() {
        CompletableFuture.anyOf(pong, ending).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Reads nothing more from its socket; by what it goes on to send it notices that the connection is gone. */
    void stopReading() {
        Channel connected = connected();
        connected.config().setAutoRead(false);
        connected.eventLoop().execute(() -> sign(connected));
    }

    private static void sign(Channel connected) {
        if (connected.isActive()) {
            connected.writeAndFlush(new PongWebSocketFrame());
            connected.eventLoop().schedule(() -> sign(connected), 500, TimeUnit.MILLISECONDS);
        }
    }

    private Channel connected() {
        return channel.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Goes without a word, as a closed tab does. */
    @Override
    public void close() {
        channel.thenAccept(Channel::close);
    }
}
