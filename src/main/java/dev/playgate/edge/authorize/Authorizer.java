package dev.playgate.edge.authorize;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.netty.channel.Channel;
import org.springframework.web.util.UriUtils;

import dev.playgate.edge.Answer;
import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.HostSyntax;
import dev.playgate.edge.MediaAdmission;
import dev.playgate.edge.MediaAdmission.Outcome;
import dev.playgate.edge.MediaDeliveries;
import dev.playgate.edge.MediaDelivery;
import dev.playgate.edge.OriginHeaders;
import dev.playgate.edge.RequestFacts;
import dev.playgate.edge.TargetFaults;
import dev.playgate.edge.access.RequestTrace;
import dev.playgate.edge.access.WatchedRequest;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Refusal;
import dev.playgate.policy.Right;
import dev.playgate.stream.ParsedTarget;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.TargetParser;

/**
 * Judges the requests that other proxies hold, by the same rules as those that Playgate proxies itself: the target is read
 * as strictly, the same facts are decided on, and refusals are the same. What only one who proxies can hold, judged switches
 * within a socket, is refused here.
 */
record Authorizer(TargetParser targets, RequestFacts facts, MediaAdmission admission, MediaDeliveries deliveries,
        ChannelAnswers answers, InstantSource clock) {

    private static final String SOURCE = "url";

    /** 200 to whatever may be played, with what is known of it in its fields, or the refusal. */
    Answer judge(AskedRequest asked, Channel proxy, String requestId, WatchedRequest watched) {
        watched.isAbout(asked.method(), asked.target(), asked.hops(), asked.fields());
        if (!HostSyntax.isValid(asked.host()) || asked.hops().isEmpty()) {
            return refuse(Refusal.REQUEST_MALFORMED, proxy, requestId);
        }
        return switch (targets.parse(asked.target())) {
            case ParsedTarget.Faulty(var fault) -> refuse(TargetFaults.refusal(fault), proxy, requestId);
            case ParsedTarget.NotPlayout _ -> refuse(Refusal.PATH_UNKNOWN, proxy, requestId);
            case PlayoutTarget target when target.form().medium().isSocket() ->
                refuse(Refusal.PATH_UNKNOWN, proxy, requestId);
            case PlayoutTarget _ when !isRead(asked.method()) ->
                refuse(Refusal.METHOD_NOT_ALLOWED, proxy, requestId);
            case PlayoutTarget target when !keepsSource(asked.target(), target.form()) ->
                refuse(Refusal.STREAM_AMBIGUOUS, proxy, requestId);
            case PlayoutTarget target ->
                switch (admission.judge(facts.ofAsked(target, asked.hops(), asked.fields(), clock.instant()),
                        requestId, watched.trace())) {
                    case Outcome.Answered(var answer) -> answer;
                    case Outcome.Admitted admitted -> admitted(admitted, watched.trace());
                };
        };
    }

    private Answer refuse(Refusal refusal, Channel proxy, String requestId) {
        answers.refusedUnread(refusal, proxy, requestId);
        return answers.answer(refusal, requestId);
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    /**
     * Whether the parameter {@code url}, which the proxy may pass on as it came, says nothing but what Playgate would send
     * in its place (security B4). It is spelled properly, since the target was parsed.
     */
    private static boolean keepsSource(String target, PlayoutForm form) {
        for (String parameter : target.substring(target.indexOf('?') + 1).split("&", -1)) {
            if (parameter.equals(SOURCE) || parameter.startsWith(SOURCE + "=")) {
                String value = parameter.substring(Math.min(parameter.length(), SOURCE.length() + 1));
                return form.source().equals(Optional.of(URLDecoder.decode(value, StandardCharsets.US_ASCII)));
            }
        }
        return true;
    }

    private Answer admitted(Outcome.Admitted admitted, RequestTrace trace) {
        PlayoutTarget target = admitted.request().target();
        Decision.Admitted decision = admitted.decision();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("X-Playgate-Target", target.originTarget());
        fields.put("X-Playgate-Stream", target.stream().value());
        fields.put("X-Playgate-Organisation", decision.stream().organisation().toString());
        decision.right().ifPresent(right -> {
            fields.put("X-Playgate-Jti", encoded(right.jti()));
            deliveries.session(admitted.request(), decision).ifPresent(
                    ticket -> fields.put("X-Playgate-Session", Long.toHexString(ticket.session())));
            if (right instanceof Right.OfToken token) {
                token.token().claims().user().ifPresent(user -> fields.put("X-Playgate-User", encoded(user)));
                if (target.form().streamParameter().isEmpty()) {
                    fields.put("Set-Cookie", deliveries.cookie(admitted.request(), decision));
                }
            }
        });
        MediaDelivery.shadowField(decision).ifPresent(reason -> fields.put(OriginHeaders.SHADOW, reason));
        fields.putAll(trace.fields());
        return new Answer(200, fields, "");
    }

    /** A token's text may hold whatever JSON can, and a field only some of ASCII. */
    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
