package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

/** The viewer's address is one the token names (security D). An address that is not known is none of them. */
record AddressCheck() implements Check {

    @Override
    public String name() {
        return "address";
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        Right right = facts.right();
        return right.addresses().isEmpty() || match(right, facts.request().address()).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.ADDRESS_MISMATCH);
    }

    /** The entry that holds the address. */
    static Optional<IpRange> match(Right right, Optional<IpAddress> address) {
        if (address.isPresent()) {
            for (IpRange range : right.addresses()) {
                if (range.contains(address.get())) {
                    return Optional.of(range);
                }
            }
        }
        return Optional.empty();
    }
}
