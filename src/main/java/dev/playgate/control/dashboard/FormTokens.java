package dev.playgate.control.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What a form has to bring along, so that no other site can send it (security G3). With a session it follows from the
 * session's secret, so that it is no other session's and changes with each sign-in; without one, from a cookie.
 */
final class FormTokens implements ServerCsrfTokenRepository {

    /** The form's field. */
    static final String FIELD = "_csrf";

    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "form".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 32;

    private final Cookies cookies;
    private final SecureRandom random = new SecureRandom();

    FormTokens(Cookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        return Mono.fromCallable(() -> known(exchange).orElseGet(() -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return token(text(bytes));
        }));
    }

    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
        return Mono.fromRunnable(() -> {
            if (token != null && known(exchange).isEmpty()) {
                cookies.set(exchange, Cookies.Name.FORM, token.getToken());
            }
        });
    }

    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        return Mono.justOrEmpty(known(exchange));
    }

    private Optional<CsrfToken> known(ServerWebExchange exchange) {
        return cookies.read(exchange, Cookies.Name.SESSION).map(FormTokens::ofSession)
                .or(() -> cookies.read(exchange, Cookies.Name.FORM)).map(FormTokens::token);
    }

    private static CsrfToken token(String text) {
        return new DefaultCsrfToken(HEADER, FIELD, text);
    }

    private static String ofSession(String bintuToken) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bintuToken.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return text(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
