"""Tells a program how it was compiled."""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

def _compile_flags_impl(ctx):
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    flags = cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = "c++-compile",
        variables = cc_common.create_compile_variables(
            feature_configuration = features,
            cc_toolchain = toolchain,
            user_compile_flags = ctx.fragments.cpp.copts +
                                 ctx.fragments.cpp.cxxopts,
        ),
    )

    # A warning changes no code.
    told = [flag for flag in flags if not flag.startswith("-W")]
    text = " ".join(told).replace("\\", "\\\\").replace("\"", "\\\"")
    ctx.actions.write(
        ctx.outputs.header,
        "constexpr char kCompileFlags[] = \"%s\";\n" % text,
    )

# A header with the constant kCompileFlags: what the toolchain and the command
# line give each C++ file in this configuration, warnings left out.
compile_flags = rule(
    implementation = _compile_flags_impl,
    attrs = {
        "header": attr.output(mandatory = True),
        "_cc_toolchain": attr.label(
            default = "@bazel_tools//tools/cpp:current_cc_toolchain",
        ),
    },
    fragments = ["cpp"],
    incompatible_use_toolchain_transition = True,
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)
