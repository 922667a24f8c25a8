const vm = require("node:vm");

exports.evaluate = ({ source, scope }) => {
  return vm.runInContext(source, vm.createContext(scope)); // flaw CODE_INJECTION high: called from another file
};

exports.evaluateConstant = (source) => {
  return vm.runInNewContext(source); // fine CODE_INJECTION: only called with a constant
};
