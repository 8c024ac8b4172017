package dev.playgate.control.dashboard;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DashboardPathsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/auth", "/auth/invitation/abc", "/secure/token", "/secure/token/decode", "/stream",
            "/guardian", "/guardian/pages", "/guardian/sessions", "/guardian/revocations", "/organisation/overview",
            "/organisation/users",
            "/audit", "/stream/new", "/stream/x", "/stream/new/x",
            "/stream/x/code-snippets", "/playout/x",
            "/webcaster", "/webcaster/x"})
    void aPageMayFollowASignIn(String page) {
        assertThat(DashboardPaths.page(page)).contains(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "auth", "//evil.example", "//evil.example/auth", "/\\evil.example", "\\/evil.example",
            "https://evil.example/auth", "https:/auth", "/auth?next=//evil.example", "/auth#x", "/auth%0d%0aX: y",
            "/auth\r\nX:y", "/auth/..;/x", "/ /evil.example", "javascript:alert(1)", "/@evil.example",
            "/auth/invitation/\u0661", "/hls/Demo1-live1/index.m3u8", "/api/v1/session", "/auth/sign-out",
            "/guardian/ip", "/guardian/referrer", "/guardian/referer", "/guardian/ip/x", "/organisation/keys",
            "/organisation/bintu-token", "/stream/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001/group",
            "/stream/x/lock", "/stream/x/unlock",
            "/stream/x/delete", "/playout", "/playout/x/y"})
    void g3_nothingElseFollowsASignIn(String text) {
        assertThat(DashboardPaths.page(text)).isEmpty();
    }
}
