package mcphub.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a person is in an organization, or in one of its areas; the higher may all that the lower may. */
public enum Role {
    VIEWER(10, "mcps:view members:view org:view policies:view reports:view"),
    MEMBER(20, "mcps:publish"),
    ADMIN(
            30,
            "areas:manage audit:view members:invite members:remove members:role org:edit policies:manage reports:create"
                    + " tokens:manage"),
    OWNER(40, "org:billing org:delete");

    private final int rank;
    private final String own;

    Role(int rank, String own) {
        this.rank = rank;
        this.own = own;
    }

    /** 10 to 40, the owner's the highest. */
    public int rank() {
        return rank;
    }

    /** Whether this role is the other one or a higher one. */
    public boolean isAtLeast(Role other) {
        return rank >= other.rank;
    }

    /** All it may do, in alphabetical order. */
    public List<String> permissions() {
        var all = new TreeSet<String>();
        for (Role role : values()) {
            if (isAtLeast(role)) {
                all.addAll(role.own());
            }
        }
        return new ArrayList<>(all);
    }

    /** Whether it includes this permission, such as {@code tokens:manage}. */
    public boolean may(String permission) {
        for (Role role : values()) {
            if (isAtLeast(role) && role.own().contains(permission)) {
                return true;
            }
        }
        return false;
    }

    private List<String> own() {
        return List.of(own.split(" ", -1));
    }

    /** Every permission that there is. */
    public static Set<String> allPermissions() {
        return new TreeSet<>(OWNER.permissions());
    }
}
