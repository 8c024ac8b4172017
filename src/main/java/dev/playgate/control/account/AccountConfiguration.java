package dev.playgate.control.account;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.registry.AccountProperties;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.EmailAddress;
import dev.playgate.control.registry.InvitationStore;
import dev.playgate.control.registry.SessionStore;
import dev.playgate.policy.PolicySettings;

/** The calls about people. */
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {

    @Bean
    AccountStore accountStore(Database database, SessionStore sessions) {
        return new AccountStore(database, sessions);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    FirstOperator firstOperator(AccountStore accounts, Passwords passwords, AccountProperties properties) {
        return new FirstOperator(accounts, passwords, new EmailAddress(properties.firstOperator()));
    }

    @Bean
    SessionStore sessionStore(Database database, PolicySettings settings) {
        return new SessionStore(database, settings.maximumSession());
    }

    /** One for the API and the dashboard, so that wrong passwords count wherever they are tried. */
    @Bean
    SignIn signIn(AccountStore accounts, SessionStore sessions, Passwords passwords, AccountProperties properties,
            InstantSource time) {
        return new SignIn(accounts, sessions, passwords, properties.sessionLifetime(), time);
    }

    @Bean
    SessionController sessionController(ApiCalls calls, SignIn signIn) {
        return new SessionController(calls, signIn);
    }

    @Bean
    Invitations invitations(Database database, Passwords passwords, InstantSource time) {
        return new Invitations(new InvitationStore(database), passwords, time);
    }

    @Bean
    InvitationController invitationController(ApiCalls calls, Invitations invitations) {
        return new InvitationController(calls, invitations);
    }

    @Bean
    Users users(AccountStore accounts, Passwords passwords) {
        return new Users(accounts, passwords);
    }

    @Bean
    UserController userController(ApiCalls calls, Users users) {
        return new UserController(calls, users);
    }

    @Bean
    OperatorController operatorController(ApiCalls calls, AccountStore accounts, Passwords passwords) {
        return new OperatorController(calls, accounts, passwords);
    }
}
