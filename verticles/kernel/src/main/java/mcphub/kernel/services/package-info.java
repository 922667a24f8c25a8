/**
 * How verticles talk to each other without HTTP: typed service proxies, kept here where both sides see them. Few, small, each with what it answers
 * when something fails.
 */
@NullMarked
@ModuleGen(name = "services", groupPackage = "mcphub.kernel.services")
package mcphub.kernel.services;

import io.vertx.codegen.annotations.ModuleGen;
import org.jspecify.annotations.NullMarked;
