package dev.playgate.control.dashboard;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import dev.playgate.control.account.Invitations;
import dev.playgate.control.account.SignIn;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.issue.Explanations;
import dev.playgate.control.issue.TokenCreation;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.registry.AccountProperties;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.ApiKeys;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.Packages;
import dev.playgate.control.registry.PublicProperties;
import dev.playgate.control.registry.SessionStore;
import dev.playgate.control.registry.StreamStore;

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
            AccountProperties properties, Cookies cookies, PageCalls pages, InstantSource time) {
        return new DashboardSecurity(
                new Visitors(calls, accounts, sessions, properties.sessionLifetime(), cookies, time), cookies, pages);
    }

    @Bean
    AuthController authController(PageCalls pages, ApiCalls calls, SignIn signIn, Invitations invitations,
            Database database, Cookies cookies) {
        return new AuthController(pages, calls, signIn, invitations, new OrganisationStore(database), cookies);
    }

    @Bean
    SecureTokenController secureTokenController(PageCalls pages, Database database, GroupStore groups,
            IssuedTokenStore issued, TokenCreation creation, Explanations explanations, TokenProperties limits,
            InstantSource time) {
        return new SecureTokenController(pages, new OrganisationStore(database), groups, issued, creation,
                explanations, limits, time);
    }

    @Bean
    StreamListController streamListController(PageCalls pages, Database database, GroupStore groups) {
        return new StreamListController(pages, new StreamStore(database), groups);
    }

    @Bean
    OverviewController overviewController(PageCalls pages, Database database, ApiKeys keys, IssuedTokenStore issued,
            InstantSource time) {
        return new OverviewController(pages, new OrganisationStore(database), keys, new StreamStore(database), issued,
                time);
    }

    @Bean
    AccessController accessController(PageCalls pages, OverviewController overview, ApiKeys keys, SignIn signIn,
            Database database, Packages packages) {
        return new AccessController(pages, overview, keys, signIn, new OrganisationStore(database), packages);
    }

    /** Styles and scripts. They are asked for again, and not sent again while they are the same. */
    @Bean
    RouterFunction<ServerResponse> dashboardAssets() {
        return RouterFunctions.resources(DashboardPaths.ASSETS, new ClassPathResource("dashboard/assets/"),
                (_, headers) -> headers.setCacheControl(CacheControl.noCache()));
    }
}
