package dev.playgate.control.dashboard;

import java.net.URI;
import java.util.List;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.server.header.CrossOriginResourcePolicyServerHttpHeadersWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.RefusedCallException;

/**
 * Spring Security before the dashboard's pages, and before nothing else: its firewall and its headers would change what
 * media and the API answer.
 */
final class DashboardSecurity implements WebFilter, Ordered {

    private static final List<String> CROSS_ORIGIN = List.of(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN,
            HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS);

    /** After the edge's, which reads targets and gives every answer its headers. */
    private static final int ORDER = -100;

    private final WebFilterChainProxy chain;

    DashboardSecurity(Visitors visitors, Cookies cookies, PageCalls pages, ContentPolicy policy) {
        this.chain = new WebFilterChainProxy(chain(visitors, cookies, pages, policy));
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        if (!DashboardPaths.has(exchange)) {
            return next.filter(exchange);
        }
        // Pages elsewhere may read media and call the API; what a session opens is none of their business.
        CROSS_ORIGIN.forEach(exchange.getResponse().getHeaders()::remove);
        return chain.filter(exchange, next);
    }

    private static SecurityWebFilterChain chain(Visitors visitors, Cookies cookies, PageCalls pages,
            ContentPolicy policy) {
        return ServerHttpSecurity.http()
                .authenticationManager(authentication -> Mono.just(authentication))
                .securityContextRepository(visitors)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens(cookies))
                        .accessDeniedHandler((exchange, _) -> pages.refuse(exchange, RefusedCallException.of(
                                ErrorCode.CREDENTIALS,
                                "This form is not of your session, or its session has ended. Load its page again"))))
                .headers(headers -> headers.writer(policy)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(
                                resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .authorizeExchange(paths -> paths
                        .pathMatchers(DashboardPaths.START, DashboardPaths.AUTH, DashboardPaths.BELOW_AUTH,
                                DashboardPaths.ASSETS)
                        .permitAll().anyExchange().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(DashboardSecurity::toSignIn))
                .build();
    }

    /** The page that was asked for is shown after signing in, if it is one. */
    private static Mono<Void> toSignIn(ServerWebExchange exchange, AuthenticationException nobody) {
        String page = exchange.getRequest().getMethod().equals(HttpMethod.GET)
                ? DashboardPaths.page(exchange.getRequest().getPath().pathWithinApplication().value())
                        .map(path -> "?next=" + path).orElse("")
                : "";
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(URI.create(DashboardPaths.AUTH + page));
        return exchange.getResponse().setComplete();
    }
}
