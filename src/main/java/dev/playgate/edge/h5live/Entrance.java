package dev.playgate.edge.h5live;

import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.OriginTries;
import dev.playgate.edge.access.RequestTrace;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Outage;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutTarget;

/**
 * A handshake until it is answered: it is judged before the origin hears of it (security B8), and accepted when the origin
 * has accepted.
 */
final class Entrance extends ChannelInboundHandlerAdapter {

    private static final int CHECKED = 4200;

    private final Sockets sockets;
    private final HttpRequest request;
    private final Asked asked;
    private boolean begun;
    private OriginDialer.@Nullable Dial dial;
    private @Nullable Playing playing;
    private @Nullable OriginTries tries;

    /** What the handshake is for. */
    sealed interface Asked {

        /** This, if it is let through. */
        record Of(PlayoutTarget target) implements Asked {}

        /** Something of an H5Live form that nobody is let through for. */
        record Refused(Refusal reason) implements Asked {}
    }

    Entrance(Sockets sockets, HttpRequest request, Asked asked) {
        this.sockets = sockets;
        this.request = request;
        this.asked = asked;
    }

    /** A viewer that speaks on before it was answered breaks RFC 6455 section 4.1. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        if (message instanceof LastHttpContent && !begun) {
            begun = true;
            ctx.executor().execute(() -> begin(ctx));
        } else {
            ctx.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.read();
    }

    private void begin(ChannelHandlerContext ctx) {
        Channel channel = ctx.channel();
        if (!channel.isActive()) {
            return;
        }
        sockets.meters().opened(channel);
        ChannelAnswers answers = sockets.admission().answers();
        Upgrade upgrade = new Upgrade(channel, request, this, answers, answers.nextRequestId());
        switch (Handshake.read(request)) {
            case Handshake.Valid handshake -> judge(handshake, upgrade);
            case Handshake.OtherVersion _ -> {
                answers.refusedUnread(Refusal.REQUEST_MALFORMED, channel, upgrade.requestId());
                upgrade.refuseVersion();
            }
            case Handshake.Malformed _ -> {
                answers.refusedUnread(Refusal.REQUEST_MALFORMED, channel, upgrade.requestId());
                upgrade.refuse(Refusal.REQUEST_MALFORMED);
            }
        }
    }

    private void judge(Handshake.Valid handshake, Upgrade upgrade) {
        switch (asked) {
            case Asked.Refused(var reason) -> {
                sockets.admission().answers().refusedUnread(reason, upgrade.channel(), upgrade.requestId());
                close(handshake, upgrade, reason);
            }
            case Asked.Of(var target) -> judge(target, handshake, upgrade);
        }
    }

    private void judge(PlayoutTarget target, Handshake.Valid handshake, Upgrade upgrade) {
        Admission admission = sockets.admission();
        PlayoutRequest facts = admission.facts().of(target, name -> request.headers().getAll(name),
                ChannelAnswers.address(upgrade.channel()), admission.clock().instant());
        boolean check = target.form().medium() == Medium.H5LIVE && PlayerFlags.isCheck(target.query());
        Playing session = new Playing(admission, upgrade.channel().eventLoop(), facts);
        switch (admission.decide(facts, upgrade.requestId(), admitted -> check || session.takePlace(admitted),
                RequestTrace.of(upgrade.channel()))) {
            case Decision.Refused(var reason, _) -> refuse(target, handshake, upgrade, reason);
            case Decision.Unavailable(var reason, _, _) -> refuse(target, handshake, upgrade, reason);
            case Decision.Admitted admitted -> {
                if (check) {
                    upgrade.close(handshake, CHECKED, "admitted");
                } else {
                    play(session, admitted, facts, handshake, upgrade);
                }
            }
        }
    }

    private static void refuse(PlayoutTarget target, Handshake.Valid handshake, Upgrade upgrade, Reason reason) {
        if (target.form().medium() == Medium.H5LIVE) {
            close(handshake, upgrade, reason);
        } else {
            upgrade.refuse(reason);
        }
    }

    private static void close(Handshake.Valid handshake, Upgrade upgrade, Reason reason) {
        upgrade.close(handshake, ChannelAnswers.closeCode(reason), reason.wireName());
    }

    private void play(Playing session, Decision.Admitted admitted, PlayoutRequest facts, Handshake.Valid handshake,
            Upgrade upgrade) {
        PlayoutTarget target = facts.target();
        playing = session;
        session.onCut(reason -> {
            leaveOrigin();
            refuse(target, handshake, upgrade, reason);
        });
        session.begin(admitted);
        // A socket is never one too many.
        OriginTries begun = sockets.origins().begin(target, true, RequestTrace.of(upgrade.channel()))
                .orElseThrow();
        tries = begun;
        dial(begun, session, facts, handshake, upgrade);
    }

    private void dial(OriginTries origins, Playing session, PlayoutRequest facts, Handshake.Valid handshake,
            Upgrade upgrade) {
        PlayoutTarget target = facts.target();
        dial = sockets.dialer().dial(upgrade.channel(),
                OriginRequest.of(origins, target, request, handshake.deflate()), origins.limitNanos(),
                new OriginListener() {

                    @Override
                    public Relay accepted(Channel origin, Optional<Deflate> deflate) {
                        origins.answered(HttpResponseStatus.SWITCHING_PROTOCOLS.code());
                        Incoming incoming = new Incoming(deflate.isPresent(),
                                target.form().medium() == Medium.H5LIVE, session, sockets.meters());
                        Relay relay = new Relay(upgrade.channel(), origin, session, incoming,
                                new Delivery(upgrade.channel(), session, deflate.isPresent(),
                                        sockets.longestStall()));
                        playing = null;
                        dial = null;
                        upgrade.accept(handshake, deflate, relay);
                        if (sockets.drain().isDraining()) {
                            relay.leave();
                        }
                        return relay;
                    }

                    @Override
                    public void failed(Reason reason) {
                        if (isNoAnswer(reason) && origins.failed(reason)) {
                            dial(origins, session, facts, handshake, upgrade);
                            return;
                        }
                        leaveOrigin();
                        if (reason instanceof Outage outage) {
                            sockets.admission().answers().failed(outage, facts, upgrade.requestId());
                        }
                        refuse(target, handshake, upgrade, reason);
                    }
                });
    }

    private static boolean isNoAnswer(Reason reason) {
        return reason == Outage.ORIGIN_UNREACHABLE || reason == Outage.ORIGIN_TIMEOUT;
    }

    private void leaveOrigin() {
        if (tries != null) {
            tries.abandon();
            tries = null;
        }
        if (dial != null) {
            dial.abandon();
            dial = null;
        }
        if (playing != null) {
            playing.end();
            playing = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leaveOrigin();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
