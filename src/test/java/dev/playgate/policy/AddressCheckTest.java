package dev.playgate.policy;

import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;

class AddressCheckTest {

    private final AddressCheck check = new AddressCheck();

    @Test
    void withoutAddressesAnywhereIsGood() {
        assertThat(check.judge(new Playout().facts())).isEmpty();
        assertThat(check.judge(new Playout().noAddress().facts())).isEmpty();
    }

    @Test
    void anyOfTheAddressesIsGood() {
        Playout playout = new Playout().token(t -> t.addresses("192.0.2.1", Playout.ADDRESS));
        assertThat(check.judge(playout.facts())).isEmpty();
        assertThat(check.judge(playout.address("192.0.2.1").facts())).isEmpty();
        assertThat(check.judge(playout.address("192.0.2.2").facts())).contains(Refusal.ADDRESS_MISMATCH);
    }

    @Test
    @DisplayName("D2 an address that is not known is none of them")
    void d2_unknownAddress() {
        Playout playout = new Playout().token(t -> t.addresses("0.0.0.0/0", "::/0"));
        assertThat(check.judge(playout.facts())).isEmpty();
        assertThat(check.judge(playout.noAddress().facts())).contains(Refusal.ADDRESS_MISMATCH);
    }

    @Test
    void theMatchIsTheFirstEntryThatHoldsTheAddress() {
        Right right = new Playout().token(t -> t.addresses("192.0.2.0/24", "203.0.113.0/24", "203.0.113.7")).facts()
                .right();
        assertThat(AddressCheck.match(right, IpAddress.parse("203.0.113.7")))
                .isEqualTo(IpRange.parse("203.0.113.0/24"));
        assertThat(AddressCheck.match(right, IpAddress.parse("198.51.100.1"))).isEmpty();
        assertThat(AddressCheck.match(right, Optional.empty())).isEmpty();
    }
}
