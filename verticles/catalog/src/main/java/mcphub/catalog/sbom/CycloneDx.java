package mcphub.catalog.sbom;

import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.BomReference;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Composition;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.license.Expression;
import org.cyclonedx.model.metadata.ToolInformation;
import org.jspecify.annotations.Nullable;

/** Writes an inventory as CycloneDX 1.6. */
public final class CycloneDx {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";

    private static final String OURS = "mcphub:";

    private CycloneDx() {}

    /** The document. Computes for some time: not on an event loop. */
    public static String write(Inventory inventory) {
        var root = root(inventory);
        var bom = new Bom();
        bom.setSerialNumber("urn:uuid:" + inventory.id());
        bom.setVersion(1);
        bom.setMetadata(metadata(inventory, root));
        var graph = new Dependency(root.getBomRef());
        bom.addDependency(graph);
        var components = inventory.components();
        for (var each : components == null ? List.<mcphub.catalog.sbom.Component>of() : components.all()) {
            bom.addComponent(component(each));
            if (each.isDirect()) {
                graph.addDependency(new Dependency(each.reference()));
            }
            if (!each.needs().isEmpty()) {
                var needs = new Dependency(each.reference());
                each.needs().forEach(need -> needs.addDependency(new Dependency(need)));
                bom.addDependency(needs);
            }
        }
        bom.setCompositions(List.of(composition(components, root.getBomRef())));
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
        } catch (GeneratorException e) {
            throw new IllegalStateException("CycloneDX was not written", e);
        }
    }

    private static Metadata metadata(Inventory inventory, Component root) {
        var tool = new Component();
        tool.setType(Component.Type.APPLICATION);
        String[] made = inventory.tool().split(":", 2);
        tool.setName(made[0]);
        tool.setVersion(made.length > 1 ? made[1] : "");
        var tools = new ToolInformation();
        tools.setComponents(List.of(tool));
        var metadata = new Metadata();
        metadata.setTimestamp(Date.from(inventory.at()));
        metadata.setToolChoice(tools);
        metadata.setComponent(root);
        return metadata;
    }

    private static Component root(Inventory inventory) {
        var root = new Component();
        root.setType(Component.Type.APPLICATION);
        named(root, inventory.purl().type().equals("npm") ? inventory.purl().path() : inventory.name());
        root.setVersion(inventory.version());
        root.setBomRef(inventory.purl().toString());
        root.setPurl(inventory.purl().toString());
        if (inventory.license() != null) {
            root.setLicenses(license(inventory.license()));
        }
        if (inventory.sha256() != null) {
            root.addHash(new Hash(Hash.Algorithm.SHA_256, inventory.sha256()));
        }
        var components = inventory.components();
        if (components != null && components.incomplete() != null) {
            property(root, "incomplete", components.incomplete());
        }
        return root;
    }

    private static void named(Component component, String name) {
        int slash = name.startsWith("@") ? name.indexOf('/') : -1;
        if (slash > 0) {
            component.setGroup(name.substring(0, slash));
        }
        component.setName(name.substring(slash + 1));
    }

    /** Anybody's words are kept, if only as a name. */
    private static LicenseChoice license(String says) {
        var choice = new LicenseChoice();
        Terms.expression(says).ifPresentOrElse(expression -> choice.setExpression(new Expression(expression)), () -> {
            var license = new License();
            license.setName(says.strip());
            choice.addLicense(license);
        });
        return choice;
    }

    private static Component component(mcphub.catalog.sbom.Component each) {
        var component = new Component();
        component.setType(Component.Type.LIBRARY);
        component.setBomRef(each.reference());
        if (each.ecosystem().equals("npm")) {
            named(component, each.name());
        } else {
            component.setName(each.name());
        }
        if (each.version() != null) {
            component.setVersion(each.version());
        }
        if (each.purl() != null) {
            component.setPurl(each.purl().toString());
        }
        if (each.license() != null) {
            component.setLicenses(license(each.license()));
        }
        component.setScope(
                switch (each.scope()) {
                    case RUNTIME -> Component.Scope.REQUIRED;
                    case OPTIONAL -> Component.Scope.OPTIONAL;
                    case DEVELOPMENT -> Component.Scope.EXCLUDED;
                });
        property(component, "ecosystem", each.ecosystem());
        property(component, "scope", each.scope().name().toLowerCase(Locale.ROOT));
        each.requirements().forEach(one -> property(component, "requirement", one.isEmpty() ? "*" : one));
        each.manifests().forEach(file -> property(component, "manifest", file));
        each.via().forEach(name -> property(component, "via", name));
        return component;
    }

    private static void property(Component component, String name, String value) {
        var property = new Property();
        property.setName(OURS + name);
        property.setValue(value);
        component.addProperty(property);
    }

    private static Composition composition(@Nullable Components components, String root) {
        var composition = new Composition();
        composition.setAggregate(
                components == null
                        ? Composition.Aggregate.UNKNOWN
                        : components.incomplete() == null
                                ? Composition.Aggregate.COMPLETE
                                : Composition.Aggregate.INCOMPLETE);
        composition.setDependencies(List.of(new BomReference(root)));
        return composition;
    }
}
