#!/usr/bin/python3
"""Makes resnet.safetensors: a small ResNet's weights, an input, and the output.

The weights, with torchvision's names, are those of a ResNet of basic blocks with
the widths 16, 16, 16, 32 and 32, a block in each stage but the first, which has
two. `input` and `output` are an image and what torch makes of it; `other.input`
and `other.output` another size. Needs python3-torch and python3-torchvision.
"""

import json
import pathlib
import struct

import torch
from torchvision.models.resnet import BasicBlock


class SmallResNet(torch.nn.Module):
    """torchvision's ResNet, up to the average pool, with other widths."""

    def __init__(self):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(3, 16, 7, 2, 3, bias=False)
        self.bn1 = torch.nn.BatchNorm2d(16)
        self.layer1 = torch.nn.Sequential(BasicBlock(16, 16), BasicBlock(16, 16))
        self.layer2 = self.stage(16, 16)
        self.layer3 = self.stage(16, 32)
        self.layer4 = self.stage(32, 32)

    @staticmethod
    def stage(inputs, outputs):
        shortcut = torch.nn.Sequential(
            torch.nn.Conv2d(inputs, outputs, 1, 2, bias=False),
            torch.nn.BatchNorm2d(outputs),
        )
        return torch.nn.Sequential(BasicBlock(inputs, outputs, 2, shortcut))

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = torch.nn.functional.max_pool2d(x, 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return x.mean((2, 3))


def with_random_statistics(network):
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.normal_(module.bias, 0, 0.2)
            torch.nn.init.normal_(module.running_mean, 0, 0.2)
            torch.nn.init.uniform_(module.running_var, 0.5, 1.5)
    return network.eval()


def write(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        values = tensor.detach().contiguous().numpy().tobytes()
        ends = [len(data), len(data) + len(values)]
        shape = list(tensor.shape)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": ends}
        data += values
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    torch.manual_seed(15)
    network = with_random_statistics(SmallResNet())
    tensors = {k: v for k, v in network.state_dict().items() if v.is_floating_point()}
    with torch.no_grad():
        for prefix, shape in (("", (2, 3, 37, 50)), ("other.", (1, 3, 64, 41))):
            tensors[prefix + "input"] = torch.randn(shape)
            tensors[prefix + "output"] = network(tensors[prefix + "input"])
    write(pathlib.Path(__file__).with_name("resnet.safetensors"), tensors)


main()
