package dev.playgate.control.dashboard;

import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import dev.playgate.control.account.Invitations;
import dev.playgate.control.account.Passwords;
import dev.playgate.control.account.SignIn;
import dev.playgate.control.account.Users;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.guardian.GuardianLists;
import dev.playgate.control.guardian.SuspiciousTokens;
import dev.playgate.control.issue.BulkRevoker;
import dev.playgate.control.issue.Explanations;
import dev.playgate.control.issue.TokenCreation;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.issue.TokenRevoker;
import dev.playgate.control.registry.AccountProperties;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.ApiKeys;
import dev.playgate.control.registry.AuditLog;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.OrganisationSettings;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.Packages;
import dev.playgate.control.registry.PublicProperties;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.control.registry.SessionStore;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.control.webhook.Webhooks;
import dev.playgate.policy.KnownSessions;

/** The dashboard. */
@Configuration(proxyBeanMethods = false)
public class DashboardConfiguration {

    @Bean
    Cookies dashboardCookies(PublicProperties urls) {
        return new Cookies(urls.secure());
    }

    @Bean
    PageCalls pageCalls(Database database) {
        return new PageCalls(new Pages(new OrganisationStore(database)));
    }

    @Bean
    DashboardSecurity dashboardSecurity(ApiCalls calls, AccountStore accounts, SessionStore sessions,
            AccountProperties properties, Cookies cookies, PageCalls pages, PublicProperties place,
            IngestProperties sending, InstantSource time) {
        return new DashboardSecurity(
                new Visitors(calls, accounts, sessions, properties.sessionLifetime(), cookies, time), cookies, pages,
                new ContentPolicy(place, sending));
    }

    @Bean
    AuthController authController(PageCalls pages, ApiCalls calls, SignIn signIn, Invitations invitations,
            Database database, Cookies cookies) {
        return new AuthController(pages, calls, signIn, invitations, new OrganisationStore(database), cookies);
    }

    @Bean
    HomeController homeController(PageCalls pages, Database database, AuditLog audit, EdgeFigures edge,
            Warnings warnings, InstantSource time) {
        return new HomeController(pages, new OrganisationStore(database), new StreamStore(database), audit, edge,
                warnings, time);
    }

    @Bean
    TokenChoices tokenChoices(GroupStore groups, Database database, IssuedTokenStore issued, TokenProperties limits,
            InstantSource time) {
        return new TokenChoices(new TargetPicker(groups, new StreamStore(database)), issued, limits, time);
    }

    @Bean
    SecureTokenController secureTokenController(PageCalls pages, Database database, TokenChoices choices,
            TokenCreation creation, Explanations explanations, InstantSource time) {
        return new SecureTokenController(new SecurePages(pages, new OrganisationStore(database)), choices, creation,
                explanations, time);
    }

    @Bean
    DecodeTokenController decodeTokenController(PageCalls pages, Database database, Explanations explanations) {
        return new DecodeTokenController(new SecurePages(pages, new OrganisationStore(database)), explanations);
    }

    @Bean
    StreamPages streamPages(PageCalls pages, Database database, GroupStore groups, TokenChoices choices,
            Explanations explanations, IssuedTokenStore issued, PublicProperties place, IngestProperties sending,
            InstantSource time) {
        return new StreamPages(pages, new StreamStore(database), groups, new OrganisationStore(database), choices,
                explanations, issued, place, sending, time);
    }

    @Bean
    StreamPageController streamPageController(StreamPages pages, TokenCreation creation, Explanations explanations,
            TokenProperties limits, InstantSource time) {
        return new StreamPageController(pages,
                new SessionTokens(creation, explanations, limits, time, Ticker.systemTicker()), creation, time);
    }

    @Bean
    WebcasterController webcasterController(PageCalls pages, GroupStore groups) {
        return new WebcasterController(pages, groups);
    }

    @Bean
    NewStreamController newStreamController(PageCalls pages, GroupStore groups) {
        return new NewStreamController(pages, groups);
    }

    @Bean
    StreamActionController streamActionController(StreamPages pages, Database database, GroupStore groups) {
        return new StreamActionController(pages, new StreamStore(database), groups);
    }

    @Bean
    StreamListController streamListController(PageCalls pages, Database database, GroupStore groups) {
        return new StreamListController(pages, new StreamStore(database), groups);
    }

    @Bean
    OverviewController overviewController(PageCalls pages, Database database, ApiKeys keys, IssuedTokenStore issued,
            Webhooks webhooks, InstantSource time) {
        return new OverviewController(pages, new OrganisationStore(database), keys, new StreamStore(database), issued,
                webhooks, time);
    }

    @Bean
    AccessController accessController(PageCalls pages, OverviewController overview, ApiKeys keys, SignIn signIn,
            Database database, Packages packages, OrganisationSettings settings) {
        return new AccessController(pages, overview, keys, signIn, new OrganisationStore(database), packages,
                settings);
    }

    @Bean
    PlayerKeyController playerKeyController(PageCalls pages, OverviewController overview,
            OrganisationSettings settings) {
        return new PlayerKeyController(pages, overview, settings);
    }

    @Bean
    WebhookPageController webhookPageController(PageCalls pages, OverviewController overview, Webhooks webhooks) {
        return new WebhookPageController(pages, overview, webhooks);
    }

    @Bean
    RouterFunction<ServerResponse> embeddedPlayer() {
        return EmbeddedPlayer.routes();
    }

    /** The demo's player, which plays on pages as well. */
    @Bean
    RouterFunction<ServerResponse> dashboardPlayer() {
        return RouterFunctions
                .resource(RequestPredicates.GET("/dashboard/h5live.js"), new ClassPathResource("demo/page/h5live.js"))
                .and(RouterFunctions.resource(RequestPredicates.GET("/dashboard/hls.min.js"),
                        new ClassPathResource("demo/page/vendor/hls.min.js")));
    }

    @Bean
    UserListController userListController(PageCalls pages, Users users, Invitations invitations,
            PublicProperties urls) {
        return new UserListController(pages, users, invitations, urls);
    }

    @Bean
    UserPagesController userPagesController(PageCalls pages, Users users, Passwords passwords) {
        return new UserPagesController(pages, users, passwords);
    }

    @Bean
    GuardianPageController guardianPageController(PageCalls pages, GuardianLists lists) {
        return new GuardianPageController(pages, lists);
    }

    @Bean
    GuardianSessionController guardianSessionController(PageCalls pages, EdgeFigures edge, KnownSessions sessions,
            IssuedTokenStore issued, InstantSource time) {
        return new GuardianSessionController(pages, edge, sessions, issued, time);
    }

    @Bean
    GuardianTokenController guardianTokenController(PageCalls pages, EdgeFigures edge, SuspiciousTokens tokens,
            IssuedTokenStore issued, TokenRevoker revoker, InstantSource time) {
        return new GuardianTokenController(pages, edge, tokens, issued, revoker, time);
    }

    @Bean
    GuardianRevocationController guardianRevocationController(PageCalls pages, TokenChoices choices,
            BulkRevoker revoker, RevocationStore revocations, InstantSource time) {
        return new GuardianRevocationController(pages, choices, revoker, revocations, time);
    }

    @Bean
    AuditPageController auditPageController(PageCalls pages, AuditLog audit) {
        return new AuditPageController(pages, audit);
    }

    /** Styles and scripts. They are asked for again, and not sent again while they are the same. */
    @Bean
    RouterFunction<ServerResponse> dashboardAssets() {
        return RouterFunctions.resources(DashboardPaths.ASSETS, new ClassPathResource("dashboard/assets/"),
                (_, headers) -> headers.setCacheControl(CacheControl.noCache()));
    }
}
