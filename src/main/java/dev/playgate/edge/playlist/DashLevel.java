package dev.playgate.edge.playlist;

import java.util.Optional;
import java.util.Set;

/**
 * An open element of a manifest, and where references in it lead. {@code BaseURL} elements of the manifest, the period,
 * the adaptation set and the representation are resolved one against the other, and several beside each other are
 * alternatives; a segment template of an adaptation set is resolved against those of each representation in it, which
 * come later.
 *
 * <p>So that a ticket is never resolved against another host (security B9):
 * <ul>
 * <li>below a {@code BaseURL} that leads elsewhere nothing is given a ticket, whatever else stands beside it;
 * <li>a {@code BaseURL} that leads elsewhere is left out where a ticket has been written before that could be resolved
 * against it, and beside one that stays here; in a patch, which may be applied anywhere, it is a fault;
 * <li>after one that leads elsewhere, what could still be resolved against it is given no ticket.
 * </ul>
 */
final class DashLevel {

    /** What stands in one of these is not inherited by what stands beside it. */
    private static final Set<String> CLOSED = Set.of("Period", "AdaptationSet", "Representation", "MPD");

    private final String name;
    private final boolean patch;
    private Optional<ChildReferences> children;
    private boolean based;
    private boolean handedDown;
    private boolean within;
    private boolean elsewhere;

    private DashLevel(String name, boolean patch, Optional<ChildReferences> children, boolean handedDown) {
        this.name = name;
        this.patch = patch;
        this.children = children;
        this.handedDown = handedDown;
    }

    /**
     * The root element.
     *
     * @param patch whether what stands in it is put anywhere into a manifest that was delivered before
     */
    static DashLevel root(String name, boolean patch, Optional<ChildReferences> children) {
        return new DashLevel(name, patch, children, false);
    }

    DashLevel opened(String element) {
        DashLevel opened = new DashLevel(element, patch, children, handedDown);
        opened.elsewhere = elsewhere && !CLOSED.contains(element);
        return opened;
    }

    /** Takes note of an element in this one that has ended. */
    void closed(DashLevel child) {
        within |= child.within;
        elsewhere |= child.elsewhere;
        handedDown |= child.handedDown && !CLOSED.contains(child.name);
    }

    /** What stands in place of a reference; empty if it is not ours. */
    Optional<String> ours(DashReferences kind, String reference) {
        boolean inherited = kind != DashReferences.DOCUMENT;
        if (inherited && elsewhere) {
            return Optional.empty();
        }
        Optional<String> ours = children.flatMap(known -> kind == DashReferences.TEMPLATE
                ? known.oursInTemplate(reference)
                : known.ours(reference));
        if (ours.isPresent()) {
            within = true;
            handedDown |= inherited;
        }
        return ours;
    }

    /** What stands in place of a {@code BaseURL} of this element; empty if it is left out. */
    Optional<String> base(String reference) {
        if (children.isEmpty()) {
            return Optional.of(reference);
        }
        Optional<ChildReferences.Base> base = children.get().base(reference);
        if (base.isPresent()) {
            if (!based) {
                children = base.map(ChildReferences.Base::below);
            }
            based = true;
            within |= !base.get().written().equals(reference);
            return base.map(ChildReferences.Base::written);
        }
        if (patch) {
            throw new PlaylistFaultException(PlaylistRewrite.Fault.FOREIGN_BASE);
        }
        if (based || within || handedDown) {
            return Optional.empty();
        }
        children = Optional.empty();
        elsewhere = true;
        return Optional.of(reference);
    }
}
