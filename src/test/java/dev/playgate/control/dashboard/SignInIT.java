package dev.playgate.control.dashboard;

import java.util.Locale;

import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code /auth} in a browser. */
@ExtendWith(RunningDashboard.Extension.class)
class SignInIT {

    private final RunningDashboard dashboard;

    SignInIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanoAdmin", "nanoUser", "nanoReadOnly"})
    void aUserSignsInSeesTheAccountAndSignsOut(String role) {
        try (Tab tab = dashboard.tab()) {
            tab.open("/auth");
            tab.signIn(RunningDashboard.mailOf(role));
            assertThat(tab.page().textContent("h1")).isEqualTo("Demo");
            tab.page().click(".who");
            assertThat(tab.page().textContent("main")).contains(role.toLowerCase(Locale.ROOT) + "@demo.test",
                    role, "Demo");
            assertThat(tab.page().textContent("main time + .local-time")).contains("here");
            tab.page().click("text=Sign out");
            tab.page().waitForSelector("body.signed-out");
            tab.open("/auth");
            assertThat(tab.page().textContent("h1")).isEqualTo("Sign in");
        }
    }

    @Test
    void aWrongPasswordIsSaidAndTheAddressStays() {
        try (Tab tab = dashboard.tab()) {
            tab.open("/auth");
            tab.page().fill("#email", "nobody@demo.test");
            tab.page().fill("#password", "wrong");
            tab.page().click("main button");
            assertThat(tab.page().textContent("[role=alert]"))
                    .startsWith("The e-mail address or the password is not valid. Correct it");
            assertThat(tab.page().inputValue("#email")).isEqualTo("nobody@demo.test");
            tab.isAccessible();
            tab.expectFault("403");
        }
    }

    @Test
    void aKeyboardIsEnough() {
        try (Tab tab = dashboard.tab()) {
            tab.open("/auth");
            tab.page().keyboard().press("Tab");
            assertThat(tab.page().evaluate("() => document.activeElement.textContent"))
                    .isEqualTo("Skip to the content");
            tab.page().keyboard().press("Enter");
            tab.page().keyboard().press("Tab");
            tab.page().keyboard().type(RunningDashboard.mailOf("nanoUser"));
            tab.page().keyboard().press("Tab");
            tab.page().keyboard().type(RunningDashboard.PASSWORD);
            tab.page().keyboard().press("Enter");
            tab.page().waitForSelector("body.signed-in");
        }
    }

    @Test
    void anInvitationMakesAUserOnce() {
        String link = dashboard.invitation("nanoReadOnly");
        try (Tab tab = dashboard.tab()) {
            tab.open(link);
            assertThat(tab.page().textContent("main")).contains("Demo", "nanoReadOnly");
            tab.fitsAPhone();
            tab.page().fill("#email", RunningDashboard.mailOf("nanoUser"));
            tab.page().fill("#password", RunningDashboard.PASSWORD);
            tab.page().click("main button");
            assertThat(tab.page().textContent("[role=alert]")).isEqualTo("Email is taken. Choose another.");
            tab.expectFault("409");
            tab.signIn("invited@demo.test");
            assertThat(tab.page().textContent(".who")).contains("invited@demo.test", "nanoReadOnly");
            tab.page().click("text=Sign out");
            tab.page().waitForSelector("body.signed-out");
            tab.open(link);
            assertThat(tab.page().textContent("[role=alert]")).startsWith("There is no such invitation.");
            tab.expectFault("404");
        }
    }

    @Test
    void anOperatorChoosesTheOrganisation() {
        try (Tab tab = dashboard.tab()) {
            tab.open("/auth");
            tab.signIn(RunningDashboard.OPERATOR);
            tab.page().click("text=Choose one");
            assertThat(tab.page().textContent(".facts")).contains("none chosen");
            tab.page().selectOption("#organisation",
                    new SelectOption().setLabel("Demo"));
            tab.page().click("main >> text=Choose");
            assertThat(tab.page().textContent(".who-place")).isEqualTo("Demo, operator");
            tab.fitsAPhone();
        }
    }

    @Test
    void aChangedPasswordEndsTheSession() {
        dashboard.user("demo-api-key", "changing@demo.test", "nanoUser");
        try (Tab tab = dashboard.tab()) {
            tab.open("/auth");
            tab.signIn("changing@demo.test");
            tab.open("/auth");
            tab.page().fill("#password", RunningDashboard.PASSWORD);
            tab.page().fill("#new-password", "another horse battery");
            tab.page().click("text=Change the password");
            assertThat(tab.page().textContent("[role=status]")).startsWith("Your password is changed");
            tab.isAccessible();
            tab.open("/auth");
            assertThat(tab.page().textContent("h1")).isEqualTo("Sign in");
        }
    }

    @Test
    void itHasItsLookInLightAndDark() {
        try (Tab tab = dashboard.tab()) {
            tab.open("/auth");
            tab.picture("sign-in");
            tab.fitsAPhone();
        }
    }
}
