package dev.playgate.control.dashboard;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code /organisation/users} and {@code /audit} in a browser. */
@ExtendWith(RunningDashboard.Extension.class)
class UsersIT {

    private final RunningDashboard dashboard;

    UsersIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Test
    void anAdministratorInvitesChangesAndDeletesAndTheAuditLogSaysIt() {
        dashboard.user("demo-api-key", "leaver@demo.test", "nanoUser");
        for (int i = 0; i < 26; i++) {
            dashboard.invitation("nanoAdmin");
        }
        dashboard.invitation("nanoUser");
        Jar leaver = Jar.signedIn(dashboard, "leaver@demo.test");
        try (Tab tab = dashboard.tab()) {
            Page page = tab.page();
            tab.open("/auth?next=/organisation/users");
            tab.signIn(RunningDashboard.mailOf("nanoAdmin"));
            page.selectOption("#role", "nanoUser");
            page.click("text=Filter");
            assertThat(page.textContent("tbody")).contains("leaver@demo.test").doesNotContain("nanoReadOnly");
            page.selectOption("#invited-role", "nanoReadOnly");
            page.click("text=Create an invitation link");
            String link = page.textContent("#secret");
            assertThat(link).startsWith(dashboard.base() + "/auth/invitation/");
            tab.isAccessible();
            page.locator("[aria-label='Take back the invitation to nanoReadOnly']").first().click();
            page.click("text=Take it back");
            assertThat(body(new Jar(dashboard).get(link.substring(dashboard.base().length())))).contains("no such");
            page.selectOption("#role", "nanoUser");
            page.click("text=Filter");
            page.selectOption("#of-invited", "nanoAdmin");
            page.click("text=Filter invitations");
            assertThat(page.textContent("#invited-total")).isEqualTo("26 invitations");
            page.click("#invitations a[rel=next]");
            assertThat(page.textContent("#invitations .paging")).contains("Page 2 of 2");
            assertThat(page.inputValue("#of-invited")).isEqualTo("nanoAdmin");
            assertThat(page.inputValue("#role")).as("each list keeps what the other is asked for")
                    .isEqualTo("nanoUser");
            page.selectOption("#invited-state", "expired");
            page.click("text=Filter invitations");
            assertThat(page.textContent("#invited-total")).isEqualTo("0 invitations");
            tab.open("/organisation/users");
            tab.picture("users");
            tab.fitsAPhone();
            page.click("[aria-label='Change leaver@demo.test']");
            tab.isAccessible();
            page.click("text=Reset tokens");
            page.click("button.danger");
            assertThat(leaver.isSignedIn()).isFalse();
            page.click("[aria-label='Change leaver@demo.test']");
            page.click("text=Reset password");
            page.click("button.danger");
            String password = page.textContent("#secret");
            leaver.signIn("leaver@demo.test", password, "");
            assertThat(leaver.isSignedIn()).isTrue();
            page.selectOption("#role", "nanoReadOnly");
            page.click("text=Give this role");
            assertThat(leaver.isSignedIn()).isFalse();
            page.click("[aria-label='Change leaver@demo.test']");
            page.click("text=Delete user");
            assertThat(page.textContent("h1")).isEqualTo("Delete the user leaver@demo.test?");
            page.focus("button.danger");
            page.keyboard().press("Enter");
            page.waitForSelector("#total");
            assertThat(page.textContent("article")).doesNotContain("leaver@demo.test");
            page.click("text=Audit log");
            assertThat(page.textContent("tbody tr:first-child")).contains("user.delete", "leaver@demo.test",
                    "nanoadmin@demo.test");
            page.fill("#action", "user.sessions");
            page.click("text=Filter");
            assertThat(page.textContent("#total")).isEqualTo("1 entry");
            page.fill("#action", "everything");
            page.click("text=Filter");
            assertThat(page.textContent("#problem")).startsWith("Action must be an action such as key.create");
            tab.expectFault("400");
            tab.open("/audit");
            tab.picture("audit");
            tab.fitsAPhone();
        }
    }

    @Test
    void whoOnlyLooksSeesAllAndHasNoForm() {
        Jar jar = dashboard.jar("nanoReadOnly");
        for (String path : new String[]{"/organisation/users", "/organisation/overview", "/audit"}) {
            assertThat(body(jar.get(path))).as(path).contains("</article>").doesNotContain("/organisation/keys",
                    "/organisation/invitations", "/organisation/users/", "Switch");
        }
        assertThat(body(jar.get("/organisation/users"))).contains("nanoadmin@demo.test");
    }
}
